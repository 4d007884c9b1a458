/// Scores that give every class the same weight, whatever its share of the rows.
package struct ClassScores: Hashable, Sendable {
  /// The mean recall of the classes that occur among the labels (Brodersen et al., doi:10.1109/ICPR.2010.764).
  package let balancedAccuracy: Double
  /// The mean F1 score of the classes that occur among the labels or the predictions. F1 is twice the true
  /// positives, divided by the sum of the class's labels and predictions (Sokolova and Lapalme,
  /// doi:10.1016/j.ipm.2009.03.002).
  package let macroF1: Double

  /// - Parameters:
  ///   - labels: the true class of each row, from 0.
  ///   - predicted: the predicted class of each.
  /// - Precondition: as many labels as predictions, at least one.
  package init(labels: [Int], predicted: [Int]) {
    precondition(labels.count == predicted.count && !labels.isEmpty)
    let classes = 1 + max(labels.max() ?? 0, predicted.max() ?? 0)
    var truePositives = Array(repeating: 0, count: classes)
    var labelled = truePositives
    var predictions = truePositives
    for (label, prediction) in zip(labels, predicted) {
      labelled[label] += 1
      predictions[prediction] += 1
      if label == prediction { truePositives[label] += 1 }
    }
    func shares(_ whole: (Int) -> Int) -> [Double] {
      (0..<classes).filter { whole($0) > 0 }
        .map { Double(truePositives[$0]) / Double(whole($0)) }
    }
    let recalls = shares { labelled[$0] }
    // Of twice the true positives in labels and predictions together.
    let scores = shares { labelled[$0] + predictions[$0] }.map { 2 * $0 }
    balancedAccuracy = recalls.reduce(0, +) / Double(recalls.count)
    macroF1 = scores.reduce(0, +) / Double(scores.count)
  }
}
