import Foundation
import Protocols

extension Report {
  /// The content of `results.csv`: one row for each fit, in the order of their keys.
  ///
  /// `duration` and `utc` tell of time; nothing else differs between runs of one description.
  public var resultsCSV: String {
    var csv = CSVText(header: [
      "id", "dataset", "method", "protocol", "phase", "split", "repeat", "fold", "hidden", "l2",
      "batch", "learning_rate", "rate_decay", "density", "kept", "connections", "effective", "seed",
      "training_rows",
      "held_out_rows", "epochs", "first_epoch", "best_epoch", "best_accuracy", "last_accuracy",
      "loss", "duration", "utc", "version", "info",
    ])
    let protocolFile = description.protocolFile
    for record in records {
      let key = record.key
      let result = record.result
      func cell<Value>(_ value: (FitResult) -> Value) -> String {
        result.map { "\(value($0))" } ?? ""
      }
      csv.append([
        key.id, key.dataset, key.method.rawValue, protocolFile.name, key.phase.rawValue,
        "\(key.split)", "\(key.repeat)", key.fold.map { "\($0)" } ?? "", plus(key.setting.hidden),
        "\(key.setting.l2)", "\(key.setting.batch)",
        "\(key.setting.learningRate ?? protocolFile.schedule.learningRate)",
        "\(key.setting.rateDecay ?? 0)",
        plus(key.density ?? []),
        cell { plus($0.connections) }, cell { $0.connections.reduce(0, +) },
        cell(\.effectiveConnections), "\(protocolFile.seed)", cell(\.trainingRows),
        cell(\.heldOutRows), "\(protocolFile.of(key.dataset).epochs)", cell(\.firstEpoch),
        cell(\.best.epoch),
        cell(\.best.accuracy), cell(\.lastAccuracy), cell(\.loss), "\(record.seconds)",
        record.finished.formatted(.iso8601), description.version, record.failure ?? "",
      ])
    }
    return csv.text
  }

  /// The content of `grid.csv`: one row for each candidate of the search, columns as in
  /// scikit-learn's `cv_results_`, scores as the protocol counts them.
  public var gridCSV: String {
    let protocolFile = description.protocolFile
    let scores = protocolFile.validation.repeats * protocolFile.validation.folds
    var csv = CSVText(
      header: [
        "dataset", "split", "method", "param_hidden", "param_l2", "param_batch",
        "param_learning_rate", "param_rate_decay",
        "param_density", "epoch", "fits",
      ] + (0..<scores).map { "split\($0)_test_score" } + [
        "mean_test_score", "std_test_score", "rank_test_score", "mean_fit_time",
      ])
    let selection = Selection(protocolFile)
    let searches = Dictionary(grouping: records.filter { $0.key.phase == .search }) {
      Search(dataset: $0.key.dataset, split: $0.key.split, method: $0.key.method)
    }
    for dataset in description.datasets {
      for split in 0..<protocolFile.splits.count(of: dataset.name) {
        for method in Method.allCases {
          let search = Search(dataset: dataset.name, split: split, method: method)
          let records = searches[search] ?? []
          let candidates = selection.candidates(
            method, dataset: dataset.name, split: split, among: records)
          for candidate in candidates {
            let fits = records.filter {
              $0.key.setting == candidate.setting && $0.key.density == candidate.density
            }
            let accuracies = fits.map { fit in
              fit.result.flatMap { selection.accuracy(of: $0, epoch: candidate.epoch) } ?? 0
            }
            // As `Selection` chooses: what was given up early comes behind.
            let rank =
              1
              + candidates.count { ($0.fits, $0.score) > (candidate.fits, candidate.score) }
            let deviation = MeanAndDeviation(accuracies)?.populationDeviation ?? 0
            let time = MeanAndDeviation(fits.map(\.seconds))?.mean ?? 0
            let missing = Array(repeating: "", count: max(0, scores - accuracies.count))
            csv.append(
              [
                dataset.name, "\(split)", method.rawValue, plus(candidate.setting.hidden),
                "\(candidate.setting.l2)", "\(candidate.setting.batch)",
                "\(candidate.setting.learningRate ?? protocolFile.schedule.learningRate)",
                "\(candidate.setting.rateDecay ?? 0)",
                plus(candidate.density ?? []), candidate.epoch.map { "\($0)" } ?? "best",
                "\(candidate.fits)",
              ] + accuracies.map { "\($0)" } + missing + [
                "\(candidate.score)", "\(deviation)", "\(rank)", "\(time)",
              ])
          }
        }
      }
    }
    return csv.text
  }

  private struct Search: Hashable {
    let dataset: String
    let split: Int
    let method: Method
  }

  private func plus<Value>(_ values: [Value]) -> String {
    values.map { "\($0)" }.joined(separator: "+")
  }
}
