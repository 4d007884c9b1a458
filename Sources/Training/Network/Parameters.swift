/// Trainable numbers with the Adam moments that belong to them.
package struct Parameters: Hashable, Sendable {
  package var values: [Float]
  /// Adam's first moment divided by (1 - β1): the decayed sum of the gradients.
  package var firstMoments: [Float]
  /// Adam's second moment divided by (1 - β2): the decayed sum of the squared gradients.
  package var secondMoments: [Float]

  /// Parameters that have not been trained yet.
  init(values: [Float]) {
    self.values = values
    firstMoments = Array(repeating: 0, count: values.count)
    secondMoments = firstMoments
  }

  /// Removes one parameter: it and its moments are exactly 0.
  package mutating func remove(at index: Int) {
    values[index] = 0
    firstMoments[index] = 0
    secondMoments[index] = 0
  }

  /// The parameters at `indices`, in that order.
  func selecting(_ indices: [Int]) -> Parameters {
    var result = self
    result.values = indices.map { values[$0] }
    result.firstMoments = indices.map { firstMoments[$0] }
    result.secondMoments = indices.map { secondMoments[$0] }
    return result
  }

  /// Multiplies one parameter by `factor`, and adapts its moments: the gradient is divided by `factor`, so the
  /// first moment is too, and the second moment by its square.
  ///
  /// The second moment stays finite: if it is rescaled repeatedly, faster than it decays, it is limited to a
  /// size at which its parameter no longer moves.
  package mutating func rescale(at index: Int, by factor: Float) {
    values[index] *= factor
    firstMoments[index] /= factor
    secondMoments[index] = min(secondMoments[index] / (factor * factor), Self.largestSecondMoment)
  }

  private static let largestSecondMoment: Float = 1e30
}
