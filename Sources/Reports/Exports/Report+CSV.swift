import Experiments
import Foundation
import Pruning
import Statistics
import Tabular

extension Report {
  /// The content of `results.csv`: one row for each fit, in the order of their keys.
  ///
  /// Only `duration` and `utc` differ between runs of one description.
  public var resultsCSV: String {
    let header = [
      "id", "dataset", "method", "protocol", "phase", "split", "repeat", "fold", "hidden", "l2",
      "batch", "learning_rate", "rate_decay", "scaling", "density", "kept", "connections",
      "effective", "seed",
      "training_rows",
      "held_out_rows", "epochs", "first_epoch", "best_epoch", "best_accuracy", "last_accuracy",
      "loss", "duration", "utc", "version", "info",
    ]
    var csv = CSVText(header: header)
    let protocolFile = description.protocolFile
    let epochs = Dictionary(
      description.datasets.map { ($0.name, protocolFile.schedule(of: $0.name).epochs) }
    ) { first, _ in first }
    csv.append(records) { record in
      let key = record.key
      let result = record.result
      func cell(_ value: (FitResult) -> some CustomStringConvertible) -> String {
        result.map { value($0).description } ?? ""
      }
      return [
        key.id, key.dataset, key.method.rawValue, protocolFile.name, key.phase.rawValue,
        "\(key.split)", "\(key.repeat)", key.fold.map { "\($0)" } ?? "", plus(key.setting.hidden),
        "\(key.setting.l2)", "\(key.setting.batch)",
        "\(key.setting.learningRate ?? protocolFile.schedule.learningRate)",
        "\(key.setting.rateDecay ?? 0)", (key.setting.scaling ?? .minmax).rawValue,
        key.level?.description ?? "",
        cell { plus($0.connections) }, cell { $0.connections.reduce(0, +) },
        cell(\.effectiveConnections), "\(protocolFile.seed)", cell(\.trainingRows),
        cell(\.heldOutRows), epochs[key.dataset].map { "\($0)" } ?? "", cell(\.firstEpoch),
        cell(\.best.epoch),
        cell(\.best.accuracy), cell(\.lastAccuracy), cell(\.loss), "\(record.seconds)",
        record.finished.formatted(.iso8601), description.version, record.failure ?? "",
      ]
    }
    // Of another program nothing is known but what it predicted.
    for external in externals {
      for record in description.datasets.flatMap({ external.records[$0.name] ?? [] }) {
        guard let result = record.result else { continue }
        let known = [
          "id": record.key.id, "dataset": record.key.dataset, "method": external.method.title,
          "protocol": protocolFile.name, "phase": record.key.phase.rawValue,
          "split": "\(record.key.split)", "repeat": "\(record.key.repeat)",
          "held_out_rows": "\(result.heldOutRows)", "last_accuracy": "\(result.lastAccuracy)",
          "info": "predicted by another program: \(external.file)",
        ]
        csv.append(header.map { known[$0] ?? "" })
      }
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
        "param_learning_rate", "param_rate_decay", "param_scaling",
        "param_density", "epoch", "fits",
      ] + (0..<scores).map { "split\($0)_test_score" } + [
        "mean_test_score", "std_test_score", "rank_test_score", "mean_fit_time",
      ])
    let selection = Selection(protocolFile)
    let bySplit = RecordsBySplit(records)
    for dataset in description.datasets {
      for split in 0..<protocolFile.splits.count(of: dataset.name) {
        let judged = selection.judged(bySplit[dataset.name, split])
        for method in protocolFile.methods {
          let fits = judged.filter { $0.method == method.name }
          let candidates = fits.map(selection.candidate)
          let ranks = Self.ranks(candidates)
          for (index, candidate) in candidates.enumerated() {
            let accuracies = fits[index].records.map { fit in
              fit.result.flatMap { selection.accuracy(of: $0, epoch: candidate.epoch) } ?? 0
            }
            let deviation = MeanAndDeviation(accuracies)?.populationDeviation ?? 0
            let time = MeanAndDeviation(fits[index].records.map(\.seconds))?.mean ?? 0
            let missing = Array(repeating: "", count: max(0, scores - accuracies.count))
            csv.append(
              [
                dataset.name, "\(split)", method.name.rawValue, plus(candidate.setting.hidden),
                "\(candidate.setting.l2)", "\(candidate.setting.batch)",
                "\(candidate.setting.learningRate ?? protocolFile.schedule.learningRate)",
                "\(candidate.setting.rateDecay ?? 0)",
                (candidate.setting.scaling ?? .minmax).rawValue,
                candidate.level?.description ?? "", candidate.epoch.map { "\($0)" } ?? "best",
                "\(candidate.fits)",
              ] + accuracies.map { "\($0)" } + missing + [
                "\(candidate.score)", "\(deviation)", "\(ranks[index])", "\(time)",
              ])
          }
        }
      }
    }
    return csv.text
  }

  /// The place of each candidate, from 1, as `Selection` chooses: what was dropped early comes last.
  /// Equal ones share the first of their places.
  private static func ranks(_ candidates: [Candidate]) -> [Int] {
    let order = candidates.indices.sorted { a, b in
      (candidates[a].fits, candidates[a].score) > (candidates[b].fits, candidates[b].score)
    }
    var ranks = Array(repeating: 1, count: candidates.count)
    for (place, index) in order.enumerated() {
      let isEqual =
        place > 0
        && (candidates[order[place - 1]].fits, candidates[order[place - 1]].score)
          == (candidates[index].fits, candidates[index].score)
      ranks[index] = isEqual ? ranks[order[place - 1]] : place + 1
    }
    return ranks
  }

  private func plus(_ values: [Int]) -> String {
    values.map(String.init).joined(separator: "+")
  }
}
