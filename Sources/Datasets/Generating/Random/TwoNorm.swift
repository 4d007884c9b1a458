import Tabular

/// Two normal distributions side by side: the best boundary is a plane.
///
/// L. Breiman, "Bias, variance, and arcing classifiers", Technical Report 460, University of California, Berkeley, 1996.
/// Both have unit covariance, and the means (a, ..., a) and (-a, ..., -a) with a = 2/√p. So their distance is 4 for every
/// p, and the error of Bayes' rule Φ(-2) = 2.3 %.
enum TwoNorm: DrawnProblem {
  static let key = "twonorm"
  static let title = "Twonorm"
  static let classNames = ["0", "1"]
  static let fewestDimensions = 1

  static func features(
    of label: Int, dimensions: Int, using stream: inout RandomStream
  ) -> [Double] {
    let a = 2 / Double(dimensions).squareRoot()
    return (0..<dimensions).map { _ in (label == 0 ? a : -a) + stream.normal() }
  }
}
