import Tabular

/// Which digit does a broken display of seven segments show?
///
/// L. Breiman, J. Friedman, R. Olshen and C. Stone, "Classification and Regression Trees", 1984, section 2.6.1. Each
/// segment is wrong with a probability of 10 %. The error of Bayes' rule is 26 %. Features beyond seven are irrelevant: on
/// or off with the same probability, as in UCI's second version, which has 17 of them.
enum LED: DrawnProblem {
  static let key = "led"
  static let title = "LED Display"
  static let classNames = (0...9).map(String.init)
  static let fewestDimensions = 7

  /// The segments that are on: top, upper left, upper right, middle, lower left, lower right, bottom.
  static let segments: [[Int]] = [
    [1, 1, 1, 0, 1, 1, 1], [0, 0, 1, 0, 0, 1, 0], [1, 0, 1, 1, 1, 0, 1], [1, 0, 1, 1, 0, 1, 1],
    [0, 1, 1, 1, 0, 1, 0], [1, 1, 0, 1, 0, 1, 1], [1, 1, 0, 1, 1, 1, 1], [1, 0, 1, 0, 0, 1, 0],
    [1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 1, 1],
  ]

  static func features(
    of label: Int, dimensions: Int, using stream: inout RandomStream
  ) -> [Double] {
    (0..<dimensions).map { feature in
      guard feature < 7 else { return Double(stream.integer(below: 2)) }
      let isWrong = stream.integer(below: 10) == 0
      return Double(isWrong ? 1 - segments[label][feature] : segments[label][feature])
    }
  }
}
