public import Tabular

/// The class of the largest output of each row of `logits`, `[rows, classes]`; of equal outputs
/// the lowest class.
public func predictedClasses(_ logits: Matrix) -> [Int] {
  let (values, columns) = (logits.values, logits.columns)
  return (0..<logits.rows).map { row in
    let start = row * columns
    var best = start
    for place in start..<start + columns where values[place] > values[best] { best = place }
    return best - start
  }
}
