/// The studentized range of some groups with infinitely many degrees of freedom: the range of as many independent
/// standard normal variables.
package struct StudentizedRange: Hashable, Sendable {
  /// How many groups, at least two.
  package let groups: Int

  /// A distribution of the range of so many groups.
  /// - Precondition: two groups or more.
  package init(groups: Int) {
    precondition(groups > 1, "StudentizedRange: \(groups) groups")
    self.groups = groups
  }

  /// P(Q <= q): k ∫ φ(z) (Φ(z) - Φ(z - q))^(k - 1) dz, within 1e-12 (Pearson and Hartley, Biometrika 32:301-310, 1942).
  ///
  /// The trapezoidal rule converges exponentially, since the integrand and all its derivatives vanish at both ends.
  package func probability(below q: Double) -> Double {
    guard q > 0 else { return 0 }
    let step = 1.0 / 32
    let sum = (-320...320).map { place in
      let z = Double(place) * step
      let share =
        NormalDistribution.probability(below: z) - NormalDistribution.probability(below: z - q)
      return NormalDistribution.density(z)
        * (1..<groups).reduce(1.0) { product, _ in product * share }
    }.reduce(0, +)
    return min(1, Double(groups) * step * sum)
  }

  /// The q below which the distribution has `probability`, in (0, 1).
  package func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1)
    return bisection { self.probability(below: $0) < probability }
  }
}
