/// Student's t distribution.
package struct StudentT: Hashable, Sendable {
  /// ν, positive.
  package let degreesOfFreedom: Double

  /// P(T <= t), within 1e-12.
  ///
  /// By the regularised incomplete beta function (Abramowitz and Stegun, 26.7.1): near the middle from
  /// the middle, else from the tail, each of which is exact where it is small.
  package func probability(below t: Double) -> Double {
    let square = t * t
    let sum = degreesOfFreedom + square
    if square < degreesOfFreedom {
      let half = 0.5 * incompleteBeta(square / sum, 0.5, degreesOfFreedom / 2)
      return t > 0 ? 0.5 + half : 0.5 - half
    }
    let tail = 0.5 * incompleteBeta(degreesOfFreedom / sum, degreesOfFreedom / 2, 0.5)
    return t > 0 ? 1 - tail : tail
  }

  /// P(|T| >= |t|): the p-value of a two-sided test.
  package func twoSidedProbability(beyond t: Double) -> Double {
    2 * probability(below: -t.magnitude)
  }

  /// The t below which the distribution has `probability`, in (0, 1), by bisection.
  package func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1)
    return bisection { self.probability(below: $0) < probability }
  }
}
