import Tabular

/// A normal distribution within a wider one: the best boundary is a sphere.
///
/// L. Breiman, "Bias, variance, and arcing classifiers", Technical Report 460, University of California, Berkeley, 1996.
/// The first class has mean 0 and four times the unit covariance, the second mean (a, ..., a) and unit covariance, with
/// a = 2/√p. The error of Bayes' rule in 20 dimensions is 1.24 % (1.3 % as published).
enum RingNorm: DrawnProblem {
  static let key = "ringnorm"
  static let title = "Ringnorm"
  static let classNames = ["0", "1"]
  static let fewestDimensions = 1

  static func features(
    of label: Int, dimensions: Int, using stream: inout RandomStream
  ) -> [Double] {
    let a = 2 / Double(dimensions).squareRoot()
    return (0..<dimensions).map { _ in
      label == 0 ? 2 * stream.normal() : a + stream.normal()
    }
  }
}
