import Experiments
import Statistics

// Tables of classes and features, for programs. All are empty but for their headers in runs that did not keep the names.
extension Report {
  /// The content of `classes.csv`: for each dataset, method, class and score its mean over the refits of all splits, its
  /// standard deviation, and the 95 % interval of the mean where there is one. Scores are shares from 0 to 1.
  package var classesCSV: String {
    var csv = CSVText(header: [
      "dataset", "method", "class", "rows", "score", "mean", "deviation", "interval_low",
      "interval_high", "values",
    ])
    for (summary, view) in classViews {
      for method in view.methods {
        for (label, scores) in method.scores.enumerated() {
          let named: [(String, Estimate?)] = [
            ("precision", scores.precision), ("recall", scores.recall), ("f1", scores.f1),
            ("auc", scores.area),
          ]
          for (name, estimate) in named {
            guard let estimate else { continue }
            csv.append([
              summary.dataset.name, method.method.name.rawValue,
              summary.dataset.classNames?[label] ?? "",
              "\(summary.dataset.classRows?[label] ?? 0)", name, "\(estimate.mean)",
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

  /// The content of `confusion.csv`: how many rows of the test sets of all refits each method predicted as which class.
  /// Pairs that never occur are left out.
  package var confusionCSV: String {
    var csv = CSVText(header: ["dataset", "method", "class", "predicted", "rows"])
    for (summary, view) in classViews {
      let names = summary.dataset.classNames ?? []
      for method in view.methods {
        for (label, row) in method.confusion.counts.enumerated() {
          for (predicted, count) in row.enumerated() where count > 0 {
            csv.append([
              summary.dataset.name, method.method.name.rawValue, names[label], names[predicted],
              "\(count)",
            ])
          }
        }
      }
    }
    return csv.text
  }

  /// The content of `features.csv`: for each dataset, method that prunes and feature the share of the refits that keep it,
  /// the mean over the splits.
  package var featuresCSV: String {
    var csv = CSVText(header: ["dataset", "method", "feature", "kept"])
    for summary in summaries {
      guard let view = FeatureView(summary) else { continue }
      for method in view.methods {
        for (feature, share) in method.shares.enumerated() {
          csv.append([
            summary.dataset.name, method.method.name.rawValue, view.name(feature), "\(share)",
          ])
        }
      }
    }
    return csv.text
  }

  private var classViews: [(summary: Summary, view: ClassView)] {
    summaries.compactMap { summary in
      ClassView(summary, under: description.protocolFile.of(summary.dataset.name)).map {
        (summary, $0)
      }
    }
  }
}
