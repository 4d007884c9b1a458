import Foundation

/// Student's t distribution.
package struct StudentT: Hashable, Sendable {
  /// ν, positive.
  package let degreesOfFreedom: Double

  /// P(T <= t), within 1e-12.
  ///
  /// Uses the regularised incomplete beta function (Abramowitz and Stegun, 26.7.1). Near the middle it measures
  /// from the middle, elsewhere from the tail: each form is accurate where its value is small.
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
    var (low, high) = (-1.0, 1.0)
    while self.probability(below: low) > probability { low *= 2 }
    while self.probability(below: high) < probability { high *= 2 }
    while true {
      let middle = (low + high) / 2
      // There is no number between neighbours in double precision.
      guard middle > low, middle < high else { return middle }
      if self.probability(below: middle) < probability { low = middle } else { high = middle }
    }
  }
}

/// The regularised incomplete beta function I_x(a, b), for x in [0, 1] and positive a and b.
///
/// Uses the side of the mean on which the continued fraction converges fast: I_x(a, b) = 1 - I_(1-x)(b, a).
private func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  return x < (a + 1) / (a + b + 2)
    ? incompleteBetaFraction(x, a, b) : 1 - incompleteBetaFraction(1 - x, b, a)
}

/// By the continued fraction of DLMF 8.17.22, evaluated from the front by Lentz's method.
private func incompleteBetaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let front = exp(
    lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
  // Terms are divisors, so none may be exactly 0.
  func nonzero(_ value: Double) -> Double { value.magnitude < 1e-300 ? 1e-300 : value }
  var c = 1.0
  var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
  var fraction = d
  for m in 1...10_000 {
    let m = Double(m)
    for term in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
      -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      d = 1 / nonzero(1 + term * d)
      c = nonzero(1 + term / c)
      fraction *= c * d
    }
    if (c * d - 1).magnitude < 1e-15 { break }
  }
  return front * fraction / a
}
