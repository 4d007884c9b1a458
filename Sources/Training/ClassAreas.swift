package import Tabular

/// For each class the area under the ROC curve of that class against all others (one-vs-rest; Hand and Till,
/// doi:10.1023/A:1010920819831, discuss it), from the outputs of a network.
///
/// A row's score for a class is the odds of its probability after softmax, p / (1 - p): its ranks are those of the
/// probability, but it does not run out of digits where the network is sure. The exponential function is the kernels'
/// own, so that the result has the same bits on every machine.
/// - Parameters:
///   - logits: the outputs before softmax, `[rows, classes]`.
///   - labels: the class of each row, from 0.
/// - Returns: 0 to 1 for each class; nil for one that all rows have or none, and where an output is not a number.
/// - Complexity: O(classes · rows · log rows).
/// - Precondition: one label for each row.
package func classAreas(_ logits: Matrix, labels: [Int]) -> [Double?] {
  var below: [Float] = []
  below.reserveCapacity(logits.values.count)
  for row in 0..<logits.rows {
    let outputs = logits[row: row]
    let largest = outputs.max() ?? 0
    below += outputs.map { $0 - largest }
  }
  let powers = InstructionSet.portable.exp(below).map(Double.init)
  let classes = logits.columns
  return classAreas(labels: labels, classes: classes) { row, label in
    let own = row * classes + label
    var others = 0.0
    for index in row * classes..<(row + 1) * classes where index != own { others += powers[index] }
    return powers[own] / others
  }
}

/// For each class the area under the ROC curve of that class against all others, for any scores.
/// - Parameter score: what a row has for a class: the higher, the likelier.
package func classAreas(
  labels: [Int], classes: Int, score: (_ row: Int, _ label: Int) -> Double
) -> [Double?] {
  (0..<classes).map { label in
    let scores = labels.indices.map { score($0, label) }
    return try? areaUnderCurve(scores, isPositive: labels.map { $0 == label })
  }
}
