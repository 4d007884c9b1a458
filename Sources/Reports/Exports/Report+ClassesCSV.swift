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
    for score in classScores {
      let dataset = score.dataset
      csv.append([
        dataset.name, score.method.name.rawValue, dataset.classNames?[score.label] ?? "",
        "\(dataset.classRows?[score.label] ?? 0)", score.name, "\(score.estimate.mean)",
        "\(score.estimate.spread.deviation)",
        score.estimate.interval.map { "\($0.lowerBound)" } ?? "",
        score.estimate.interval.map { "\($0.upperBound)" } ?? "", "\(score.estimate.spread.count)",
      ])
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

  /// The scores of each class: precision, recall, F1 and the area under the ROC curve, where a method has them.
  var classScores: [ClassScore] {
    classViews.flatMap { summary, view in
      view.methods.flatMap { method in
        method.scores.enumerated().flatMap { label, scores in
          [
            ("precision", scores.precision), ("recall", scores.recall), ("f1", scores.f1),
            ("auc", scores.area),
          ].compactMap { name, estimate in
            estimate.map {
              ClassScore(
                dataset: summary.dataset, method: method.method, label: label, name: name,
                estimate: $0)
            }
          }
        }
      }
    }
  }

  private var classViews: [(summary: Summary, view: ClassView)] {
    summaries.compactMap { summary in
      ClassView(summary, under: description.protocolFile.of(summary.dataset.name)).map {
        (summary, $0)
      }
    }
  }
}
