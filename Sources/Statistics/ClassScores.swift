/// Scores that give every class the same weight, whatever its share of the rows.
package struct ClassScores: Hashable, Sendable {
  /// The mean recall of the classes that occur among the labels (Brodersen et al., doi:10.1109/ICPR.2010.764).
  package let balancedAccuracy: Double
  /// The mean F1 score of the classes that occur among the labels or the predictions.
  package let macroF1: Double

  /// - Parameters:
  ///   - labels: the true class of each row, from 0.
  ///   - predicted: the predicted class of each.
  /// - Precondition: as many labels as predictions, at least one.
  package init(labels: [Int], predicted: [Int]) {
    precondition(labels.count == predicted.count && !labels.isEmpty)
    let classes = 0..<1 + max(labels.max() ?? 0, predicted.max() ?? 0)
    let matrix = ConfusionMatrix(labels: labels, predicted: predicted, classes: classes.count)
    func mean(_ scores: [Double]) -> Double { scores.reduce(0, +) / Double(scores.count) }
    balancedAccuracy = mean(classes.compactMap(matrix.recall))
    macroF1 = mean(classes.compactMap(matrix.f1))
  }
}
