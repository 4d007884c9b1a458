/// Fisher's F distribution.
package struct FDistribution: Hashable, Sendable {
  /// The degrees of freedom of the numerator and of the denominator, both positive.
  package let numerator, denominator: Double

  /// P(F >= f) for f >= 0, within 1e-12 (Abramowitz and Stegun, 26.6.2).
  package func probability(above f: Double) -> Double {
    guard f.isFinite else { return 0 }
    return incompleteBeta(
      denominator / (denominator + numerator * f), denominator / 2, numerator / 2)
  }
}
