import Experiments
import Pruning
import Statistics

extension Report {
  /// The content of `summary.csv`: for each dataset and method, a row of what the report says, in full precision. Shares
  /// are shares, differences too; what is not known, or says nothing of so few splits, is empty.
  public var summaryCSV: String {
    var csv = CSVText(header: Self.summaryColumns)
    for row in summaryRows { csv.append(row) }
    return csv.text
  }

  /// The rows of `summary.csv`.
  var summaryRows: [[String]] {
    summaries.flatMap { summary in
      let protocolFile = description.protocolFile.of(summary.dataset.name)
      let control = protocolFile.methods.control
      let trivial = TrivialClassifier(summary)?.accuracy.mean
      let own = Dictionary(grouping: recordsBySplit[summary.dataset.name], by: \.key.method)
      return summary.entries.map { entry in
        let difference = control.flatMap {
          $0 == entry.method
            ? nil : Difference(summary, of: entry.method.name, from: $0.name, under: protocolFile)
        }
        let size = entry.size(on: summary.dataset)
        let effective = MeanAndDeviation(
          entry.connections(on: summary.dataset).map { Double($0.count.effective) })
        let fits = own[entry.method.name] ?? []
        // Of what was refitted, only the choice counts as `refits` do; others are its like.
        let chosen = Set(entry.splits.flatMap(\.finals).map(\.key))
        let refits = CollapsedFits(fits.filter { $0.key.phase == .final }).collapsed
        let epochs = entry.splits.compactMap(\.candidate.epoch)
        let identity = [
          summary.dataset.name, entry.method.id, entry.method.title, protocolFile.name,
          Self.text(entry.accuracy?.bySplit.compactMap(\.self).count),
          Self.text(entry.splits.flatMap(\.finals).count), Self.text(entry.failures),
          Self.text(refits.count(where: chosen.contains)),
          Self.text(CollapsedFits(fits.filter { $0.key.phase == .search }).collapsed.count),
        ]
        let scores = [
          entry.accuracy, entry.chosenEpoch, entry.bestEpoch, entry.lastEpoch,
          entry.balancedAccuracy, entry.macroF1, entry.logLoss,
        ].flatMap(Self.cells)
        let cost = [
          Self.text(entry.validation?.mean), Self.text(trivial), Self.text(size?.nominal),
          Self.text(effective?.mean), Self.text(size?.dense),
          Self.text(size.map { $0.nominal / $0.dense }),
          Self.text(entry.trainingSeconds?.mean), Self.text(entry.predictionSeconds?.mean),
          Self.text(entry.effort.candidates), Self.text(entry.effort.fits),
          Self.text(entry.effort.seconds),
        ]
        let choice = [
          Self.counted(entry.splits.map { "\($0.candidate.setting)" }),
          Self.counted(entry.splits.compactMap { $0.candidate.level?.description }),
          Self.text(epochs.min()), Self.text(epochs.max()), control?.id ?? "",
        ]
        return identity + scores + cost + choice + Self.cells(difference)
      }
    }
  }

  /// The content of `differences.csv`: for each dataset and pair of methods the first minus the second, as the report
  /// lists them; where methods have rows, each minus the control.
  public var differencesCSV: String {
    var csv = CSVText(header: ["dataset", "method", "minus"] + Self.differenceColumns)
    for summary in summaries {
      let protocolFile = description.protocolFile
      let pairs = MethodDifferences(summary: summary, protocolFile: protocolFile).pairs
      let isLong = MethodsTable.isFor(protocolFile)
      for (first, second) in pairs where !isLong || second == protocolFile.methods.control {
        guard
          let difference = Difference(
            summary, of: first.name, from: second.name, under: protocolFile)
        else { continue }
        csv.append([summary.dataset.name, first.id, second.id] + Self.cells(difference))
      }
    }
    return csv.text
  }

  /// Those of `summary.csv`.
  static let summaryColumns =
    [
      "dataset", "method", "title", "protocol", "splits", "refits", "failed_refits",
      "collapsed_refits", "collapsed_search_fits",
    ]
    + [
      "accuracy", "chosen_epoch_accuracy", "best_epoch_accuracy", "last_epoch_accuracy",
      "balanced_accuracy", "macro_f1", "log_loss",
    ].flatMap { [$0, "\($0)_sd", "\($0)_low", "\($0)_high"] }
    + [
      "validation_accuracy", "trivial_accuracy", "connections", "effective_connections",
      "dense_connections", "density", "training_seconds", "prediction_seconds_per_row", "tried",
      "fits", "cpu_seconds", "settings", "levels", "epoch_least", "epoch_most", "control",
    ] + differenceColumns

  private static let differenceColumns = [
    "difference", "difference_low", "difference_high", "over", "p", "p_worse", "p_equal",
    "p_better", "verdict",
  ]

  private static func cells(_ estimate: Estimate?) -> [String] {
    [
      text(estimate?.mean), text(estimate?.spread.deviation), text(estimate?.interval?.lowerBound),
      text(estimate?.interval?.upperBound),
    ]
  }

  private static func cells(_ difference: Difference?) -> [String] {
    guard let difference else { return differenceColumns.map { _ in "" } }
    let known = difference.hasStatistics ? difference : nil
    let statistics = known?.resampled
    let probabilities = statistics?.probabilities(rope: Difference.rope)
    let over =
      switch difference.basis {
      case .splits: "\(difference.bySplit.count) splits"
      case .rows: "rows of one test set"
      case .pairs(let pairs): "\(pairs.count) pairs"
      }
    let verdict =
      statistics == nil
      ? "none"
      : difference.isPositive.map { $0 ? "better" : "worse" } ?? "no significant difference"
    return [
      text(difference.mean), text(known?.interval.lowerBound), text(known?.interval.upperBound),
      over, text(statistics?.pValue), text(probabilities?.worse), text(probabilities?.equivalent),
      text(probabilities?.better), verdict,
    ]
  }

  private static func text(_ value: (some CustomStringConvertible)?) -> String {
    value.map(\.description) ?? ""
  }

  /// Each text with how often it was chosen, the most frequent first: `hidden 64, ... (3); hidden 128, ... (2)`.
  private static func counted(_ texts: [String]) -> String {
    Dictionary(grouping: texts) { $0 }.mapValues(\.count)
      .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
      .map { "\($0.key) (\($0.value))" }.joined(separator: "; ")
  }
}
