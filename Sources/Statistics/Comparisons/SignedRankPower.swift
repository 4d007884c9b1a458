/// What Wilcoxon's two-sided signed-rank test can find on so many datasets, if differences vary over datasets in a given
/// way about their median.
package struct SignedRankPower: Hashable, Sendable {
  /// The smallest median that the test finds with probability `power`; nil where it finds none, since no p-value on so
  /// few datasets is as small as the level, and where nothing varies.
  package let smallestEffect: Double?

  private static let samples = 4_000
  /// To a hundred-thousandth of the largest residual.
  private static let halvings = 17

  /// By simulation: the standard error of the power is about half a percent.
  ///
  /// Samples are residuals, drawn with replacement and with random signs, as the test assumes symmetry.
  /// The rank sum of the differences above 0 is the number of means of two differences that are above 0 (Tukey's
  /// identity; Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 2014, section 3.2). With a median of d
  /// the test rejects if at most as many means of two residuals are below -d as the critical sum is. So the same samples
  /// serve for every d.
  /// - Parameter residuals: what differences are apart from their median, at least one.
  /// - Complexity: 68,000 times the datasets; that of ``WilcoxonTest`` besides.
  package init(
    datasets: Int, residuals: [Double], power: Double = 0.8, level: Double = 0.05,
    using stream: inout some RandomNumberGenerator
  ) {
    guard residuals.contains(where: { $0 != 0 }),
      let critical = SignedRankDistribution.criticalSum(count: datasets, level: level)
    else {
      smallestEffect = nil
      return
    }
    let samples = (0..<Self.samples).map { _ in
      (0..<datasets).map { _ in residuals.drawnWithSign(using: &stream) }.sorted()
    }
    let needed = power * Double(Self.samples)
    // Beyond the largest residual every mean of two is above -d.
    var effects = 0...(residuals.map(\.magnitude).max() ?? 0)
    for _ in 0..<Self.halvings {
      let middle = (effects.lowerBound + effects.upperBound) / 2
      let found = samples.count { Self.pairs(in: $0, withSumUpTo: -2 * middle) <= critical }
      effects =
        Double(found) < needed ? middle...effects.upperBound : effects.lowerBound...middle
    }
    smallestEffect = effects.upperBound
  }

  /// The same for differences that vary as `differences` do about their median (Hodges and Lehmann), which are a sample:
  /// their residuals are widened by n / (n - 1) in the variance.
  package init(
    of differences: [Double], power: Double = 0.8, level: Double = 0.05,
    using stream: inout some RandomNumberGenerator
  ) {
    let count = Double(differences.count)
    let median = PairedEffect(differences)?.median ?? 0
    let factor = count > 1 ? (count / (count - 1)).squareRoot() : 1
    self.init(
      datasets: differences.count, residuals: differences.map { factor * ($0 - median) },
      power: power, level: level, using: &stream)
  }

  /// How many pairs of `sorted`, each number with itself among them, have a sum of at most `limit`.
  private static func pairs(in sorted: [Double], withSumUpTo limit: Double) -> Int {
    var pairs = 0
    var last = sorted.count - 1
    for (first, value) in sorted.enumerated() {
      while last >= first, value + sorted[last] > limit { last -= 1 }
      guard last >= first else { break }
      pairs += last - first + 1
    }
    return pairs
  }
}

extension [Double] {
  /// One of them with a random sign.
  func drawnWithSign(using stream: inout some RandomNumberGenerator) -> Double {
    let value = self[Int.random(in: indices, using: &stream)]
    return Bool.random(using: &stream) ? value : -value
  }
}
