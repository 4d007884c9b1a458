/// The Bayesian signed-rank test with a region of practical equivalence (Benavoli et al., JMLR 18(77):1-36,
/// 2017, section 4.2). From the differences of two methods on several datasets it computes how probable each of
/// three outcomes is to be the most likely one on datasets like these.
package struct SignedRankPosterior: Hashable, Sendable {
  /// What is assumed before any dataset is seen: one pseudo-observation.
  package struct Prior: Hashable, Sendable {
    /// Where the pseudo-observation lies.
    package enum Place: Hashable, Sendable {
      /// Below every difference, at 0, or above every difference.
      case worse, equivalent, better
    }
    /// Its weight; that of a dataset is 1. Positive.
    package let strength: Double
    /// Where it lies.
    package let place: Place

    /// A difference of 0, with half the weight of a dataset.
    package static let standard = Prior(strength: 0.5, place: .equivalent)

    /// - Precondition: `strength` is positive.
    package init(strength: Double, place: Place) {
      precondition(strength > 0, "SignedRankPosterior: a prior of strength \(strength)")
      self.strength = strength
      self.place = place
    }

    fileprivate var value: Double {
      switch place {
      case .worse: -.infinity
      case .equivalent: 0
      case .better: .infinity
      }
    }
  }

  /// The probability that the most likely outcome is: the first method is worse by more than the region.
  package let worse: Double
  /// The probability that the most likely outcome is: the difference is within the region.
  package let equivalent: Double
  /// The probability that the most likely outcome is: the first method is better by more than the region.
  package let better: Double

  private static let samples = 100_000

  /// Whatever lies on the edge of the region counts half inside and half outside, as in baycomp: without a region no
  /// difference is within it.
  /// - Parameters:
  ///   - differences: one for each dataset.
  ///   - rope: the half width of the region, 0 or more.
  /// - Precondition: there is at least one difference.
  /// - Complexity: 100,000 times the number of differences.
  package init(
    _ differences: [Double], rope: Double, prior: Prior = .standard,
    using stream: inout some RandomNumberGenerator
  ) {
    precondition(!differences.isEmpty, "SignedRankPosterior: no differences")
    let strengths = ([(prior.value, prior.strength)] + differences.map { ($0, 1) })
      .sorted { $0.0 < $1.0 }
    let values = strengths.map(\.0)
    let shapes = strengths.map(\.1)
    // Means of two differences: the sum of two is compared with twice the region.
    let above = values.map { value in Edge(values) { value + $0 - 2 * rope } }
    let below = values.map { value in Edge(values) { value + $0 + 2 * rope } }
    var wins = [0.0, 0.0, 0.0]
    var sums = Array(repeating: 0.0, count: values.count + 1)
    for _ in 0..<Self.samples {
      // Weights from a Dirichlet distribution, not normalised: only which mass is largest counts.
      for (index, shape) in shapes.enumerated() {
        let weight = shape == 1 ? stream.exponential() : stream.gamma(shape: shape)
        sums[index + 1] = sums[index] + weight
      }
      let total = sums[values.count]
      var (better, worse) = (0.0, 0.0)
      for index in values.indices {
        let weight = sums[index + 1] - sums[index]
        better += weight * (total - above[index].middle(sums))
        worse += weight * below[index].middle(sums)
      }
      let masses = [worse, total * total - worse - better, better]
      let most = max(worse, masses[1], better)
      let winners = masses.indices.filter { masses[$0] == most }
      for winner in winners { wins[winner] += 1 / Double(winners.count) }
    }
    worse = wins[0] / Double(Self.samples)
    equivalent = wins[1] / Double(Self.samples)
    better = wins[2] / Double(Self.samples)
  }

  /// Where ascending values cross an edge.
  private struct Edge {
    /// How many values are below the edge, and how many are below it or on it.
    let below, through: Int

    /// - Parameter distance: how far a value is above the edge; the larger the value, the larger.
    init(_ values: [Double], _ distance: (Double) -> Double) {
      below = values.count { distance($0) < 0 }
      through = values.count { distance($0) <= 0 }
    }

    /// What is below the edge, and half of what is on it.
    /// - Parameter sums: the weights of the first values, of so many each.
    func middle(_ sums: [Double]) -> Double { (sums[below] + sums[through]) / 2 }
  }
}
