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

  /// Multiplies neighbours from `start` on, each by its factor, and adapts their moments: a gradient is divided by the
  /// factor, so the first moment is too, and the second moment by its square. Those without a factor stay.
  ///
  /// The second moment stays finite: if it is rescaled repeatedly, faster than it decays, it is limited to a
  /// size at which its parameter no longer moves.
  package mutating func rescale(from start: Int, by factors: [Float?]) {
    // Array by array, so that each is checked for being shared once.
    for (index, factor) in zip(start..., factors) {
      if let factor { values[index] *= factor }
    }
    for (index, factor) in zip(start..., factors) {
      if let factor { firstMoments[index] /= factor }
    }
    for (index, factor) in zip(start..., factors) {
      if let factor {
        secondMoments[index] = min(
          secondMoments[index] / (factor * factor), Self.largestSecondMoment)
      }
    }
  }

  private static let largestSecondMoment: Float = 1e30
}
