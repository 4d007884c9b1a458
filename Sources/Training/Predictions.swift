public import Tabular

/// The class of the largest output of each row of `logits`, `[rows, classes]`; of equal outputs
/// the lowest class.
public func predictedClasses(_ logits: Matrix) -> [Int] {
  (0..<logits.rows).map { row in
    var best = 0
    for column in 1..<max(1, logits.columns) where logits[row, column] > logits[row, best] {
      best = column
    }
    return best
  }
}
