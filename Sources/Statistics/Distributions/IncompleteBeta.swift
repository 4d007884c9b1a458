import Foundation

/// The regularised incomplete beta function I_x(a, b), for x in [0, 1] and positive a and b.
///
/// On the side of the mean where its continued fraction converges fast: I_x(a, b) = 1 - I_(1-x)(b, a).
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  return x < (a + 1) / (a + b + 2)
    ? incompleteBetaFraction(x, a, b) : 1 - incompleteBetaFraction(1 - x, b, a)
}

/// By the continued fraction of DLMF 8.17.22, evaluated from the front by Lentz's method.
private func incompleteBetaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let front = exp(
    lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
  // No term may be exactly 0, since it is divided by.
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
