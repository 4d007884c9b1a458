/// How many rows of each class were predicted as which class, and the scores of each class that follow (Sokolova and
/// Lapalme, doi:10.1016/j.ipm.2009.03.002).
package struct ConfusionMatrix: Hashable, Sendable {
  /// `counts[c][k]`: the rows of class c that were predicted as k.
  package private(set) var counts: [[Int]]

  /// The matrix of no rows.
  package init(classes: Int) {
    counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
  }

  /// - Parameters:
  ///   - labels: the true class of each row, from 0.
  ///   - predicted: the predicted class of each.
  /// - Precondition: as many labels as predictions, all below `classes`.
  package init(labels: [Int], predicted: [Int], classes: Int) {
    precondition(labels.count == predicted.count, "ConfusionMatrix: a prediction for each label")
    self.init(classes: classes)
    for (label, prediction) in zip(labels, predicted) { counts[label][prediction] += 1 }
  }

  /// Adds the rows of another matrix of the same classes.
  package static func += (sum: inout ConfusionMatrix, other: ConfusionMatrix) {
    for (label, row) in other.counts.enumerated() {
      for (prediction, count) in row.enumerated() { sum.counts[label][prediction] += count }
    }
  }

  /// The rows of class `label`.
  package func labelled(_ label: Int) -> Int { counts[label].reduce(0, +) }

  /// The rows that were predicted as `label`.
  package func predicted(_ label: Int) -> Int { counts.map { $0[label] }.reduce(0, +) }

  /// The share of the rows of class `label` that were predicted as it; nil if there are none.
  package func recall(_ label: Int) -> Double? { share(of: labelled(label), label) }

  /// The share of the rows predicted as `label` that are of it; nil if there are none.
  package func precision(_ label: Int) -> Double? { share(of: predicted(label), label) }

  /// The harmonic mean of precision and recall: twice the rows of class `label` that were predicted as it, divided by
  /// those of the class and those predicted as it together; nil if there are neither.
  package func f1(_ label: Int) -> Double? {
    share(of: labelled(label) + predicted(label), label).map { 2 * $0 }
  }

  private func share(of whole: Int, _ label: Int) -> Double? {
    whole > 0 ? Double(counts[label][label]) / Double(whole) : nil
  }
}
