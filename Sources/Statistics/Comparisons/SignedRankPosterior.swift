import Foundation

/// The Bayesian signed-rank test with a region of practical equivalence (Benavoli et al., JMLR 18(77):1-36,
/// 2017, section 4.2). From the differences of two methods on several datasets it computes how probable each of
/// three outcomes is to be the most likely one on datasets like these.
package struct SignedRankPosterior: Hashable, Sendable {
  /// The probability that the most likely outcome is: the first method is worse by more than the region.
  package let worse: Double
  /// The probability that the most likely outcome is: the difference is within the region.
  package let equivalent: Double
  /// The probability that the most likely outcome is: the first method is better by more than the region.
  package let better: Double

  private static let samples = 20_000

  /// - Parameters:
  ///   - differences: one for each dataset.
  ///   - rope: the half width of the region.
  /// - Precondition: there is at least one difference.
  /// - Complexity: 20,000 times the square of the number of differences.
  package init(
    _ differences: [Double], rope: Double, using stream: inout some RandomNumberGenerator
  ) {
    precondition(!differences.isEmpty)
    // The prior is one pseudo-observation of no difference, with half the weight of a dataset.
    let values = [0.0] + differences
    var wins = (worse: 0.0, equivalent: 0.0, better: 0.0)
    for _ in 0..<Self.samples {
      let weights = Self.dirichlet(values.count, using: &stream)
      var mass = (worse: 0.0, equivalent: 0.0, better: 0.0)
      for (i, a) in values.enumerated() {
        for (j, b) in values.enumerated() {
          let weight = weights[i] * weights[j]
          // Walsh averages: compares the sum of two differences with twice the region.
          if a + b > 2 * rope {
            mass.better += weight
          } else if a + b < -2 * rope {
            mass.worse += weight
          } else {
            mass.equivalent += weight
          }
        }
      }
      let most = max(mass.worse, mass.equivalent, mass.better)
      let winners = [mass.worse, mass.equivalent, mass.better].count { $0 == most }
      if mass.worse == most { wins.worse += 1 / Double(winners) }
      if mass.equivalent == most { wins.equivalent += 1 / Double(winners) }
      if mass.better == most { wins.better += 1 / Double(winners) }
    }
    worse = wins.worse / Double(Self.samples)
    equivalent = wins.equivalent / Double(Self.samples)
    better = wins.better / Double(Self.samples)
  }

  /// Weights from the Dirichlet distribution with parameters 1/2, 1, 1, ..., not normalised: only
  /// which mass is largest counts. Gamma(1) is -log u; Gamma(1/2) is half a squared normal number, by
  /// Box and Muller -log u cos²(2πv).
  private static func dirichlet(_ count: Int, using stream: inout some RandomNumberGenerator)
    -> [Double]
  {
    (0..<count).map { index in
      let exponential = -log(1 - uniform(&stream))
      guard index == 0 else { return exponential }
      let cosine = cos(2 * Double.pi * uniform(&stream))
      return exponential * cosine * cosine
    }
  }

  /// In [0, 1).
  private static func uniform(_ stream: inout some RandomNumberGenerator) -> Double {
    Double(stream.next() >> 11) * 0x1p-53
  }
}
