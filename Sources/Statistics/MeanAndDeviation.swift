/// The mean of some numbers and their sample standard deviation (n - 1; 0 for a single number).
package struct MeanAndDeviation: Hashable, Sendable {
  /// The sum divided by the count.
  package let mean: Double
  /// The square root of the sum of squared differences divided by (count - 1).
  package let deviation: Double
  /// The number of values.
  package let count: Int

  /// Nil if there are no numbers.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    self.mean = mean
    // The mean of equal numbers is rounded, so that their squares are not 0.
    let vary = values.contains { $0 != values[0] }
    deviation = vary ? (squares / Double(values.count - 1)).squareRoot() : 0
    count = values.count
  }

  /// The standard deviation with n in place of n - 1, as in numpy and scikit-learn.
  package var populationDeviation: Double {
    deviation * (Double(count - 1) / Double(count)).squareRoot()
  }

  /// The square of the mean's standard error.
  package var squaredError: Double { deviation * deviation / Double(count) }
}
