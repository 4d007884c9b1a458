import Experiments
import Statistics

/// What one method came to for each class of a dataset, over its refits on all splits.
struct MethodClasses {
  /// The scores of one class, each as a mean over the refits that have it.
  struct Scores {
    let precision: Estimate?
    let recall: Estimate?
    let f1: Estimate?
    /// The area under the ROC curve of the class against all others; nil in runs that did not keep it.
    let area: Estimate?
  }

  let method: ComparedMethod
  /// In the order of the classes.
  let scores: [Scores]
  /// The rows of the test sets of all refits.
  let confusion: ConfusionMatrix

  /// Nil for a method without predictions.
  init?(
    _ entry: Summary.Entry, of dataset: DatasetSummary, under splits: ProtocolFile.Splits
  ) {
    let classes = dataset.classes
    let testShare = splits.testShare(of: dataset.name)
    var refits = Array(
      repeating: [(matrix: ConfusionMatrix, areas: [Double?]?)](),
      count: splits.count(of: dataset.name))
    for chosen in entry.splits {
      refits[chosen.split] = chosen.results.compactMap(\.predictions).map {
        (
          ConfusionMatrix(labels: $0.labels, predicted: $0.classes, classes: classes), $0.areas
        )
      }
    }
    guard refits.contains(where: { !$0.isEmpty }) else { return nil }
    func over(_ score: (ConfusionMatrix, [Double?]?) -> Double?) -> Estimate? {
      Estimate(
        refits.map { $0.compactMap { score($0.matrix, $0.areas) } }, testShare: testShare)
    }
    method = entry.method
    scores = (0..<classes).map { label in
      Scores(
        precision: over { matrix, _ in matrix.precision(label) },
        recall: over { matrix, _ in matrix.recall(label) },
        f1: over { matrix, _ in matrix.f1(label) }, area: over { _, areas in areas?[label] })
    }
    confusion = refits.joined().reduce(into: ConfusionMatrix(classes: classes)) {
      $0 += $1.matrix
    }
  }
}
