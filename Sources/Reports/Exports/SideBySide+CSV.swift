import Experiments
import Statistics

extension SideBySide {
  /// The content of `table3.csv`: one row for each dataset, run and method, accuracies as shares.
  var table3CSV: String {
    var csv = CSVText(header: [
      "dataset", "protocol", "method", "connections", "effective", "score", "mean", "deviation",
      "interval_low", "interval_high", "refits",
    ])
    for dataset in datasets {
      for (run, summary) in summaries(of: dataset) {
        for entry in summary.entries {
          let scores = [
            ("best_epoch_accuracy", entry.bestEpoch), ("chosen_epoch_accuracy", entry.chosenEpoch),
            ("last_epoch_accuracy", entry.lastEpoch),
            ("balanced_accuracy", entry.balancedAccuracy), ("macro_f1", entry.macroF1),
          ]
          for (name, estimate) in scores {
            guard let estimate else { continue }
            csv.append([
              dataset.name, run.name, entry.method.id,
              entry.nominal(on: dataset)?.text ?? "none",
              entry.effective(on: dataset)?.text ?? "none", name, "\(estimate.mean)",
              "\(estimate.spread.deviation)",
              estimate.interval.map { "\($0.lowerBound)" } ?? "",
              estimate.interval.map { "\($0.upperBound)" } ?? "", "\(estimate.spread.count)",
            ])
          }
        }
      }
    }
    return csv.text
  }
}
