/// The quantile of the standard normal distribution, to about 16 digits (Wichura's algorithm AS 241, PPND16,
/// doi:10.2307/2347330).
/// - Precondition: `p` is in (0, 1).
package func normalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    return q * NormalQuantile.middle.value(at: r)
  }
  let r = (-naturalLogarithm(q < 0 ? p : 1 - p)).squareRoot()
  let tail = NormalQuantile.tail.value(at: r - 1.6)
  let value = r <= 5 ? tail : NormalQuantile.end.value(at: r - 5)
  return q < 0 ? -value : value
}

/// The three rational functions of AS 241.
package enum NormalQuantile {
  /// A quotient of two polynomials, coefficients from the constant term on.
  package struct Rational {
    /// Of the numerator.
    package let above: [Double]
    /// Of the denominator.
    package let below: [Double]

    func value(at x: Double) -> Double {
      above.reversed().reduce(0) { $0 * x + $1 } / below.reversed().reduce(0) { $0 * x + $1 }
    }
  }

  /// |p - 1/2| up to 0.425, of 0.180625 - (p - 1/2)².
  package static let middle = Rational(
    above: [
      3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
      45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
    ],
    below: [
      1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
      39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
    ])

  /// Nearer to 0 or 1, of r - 1.6 with r = √(-ln p), up to r = 5.
  package static let tail = Rational(
    above: [
      1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
      1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
      7.7454501427834140764e-4,
    ],
    below: [
      1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
      0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
      1.05075007164441684324e-9,
    ])

  /// Beyond, of r - 5.
  package static let end = Rational(
    above: [
      6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
      0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
      2.01033439929228813265e-7,
    ],
    below: [
      1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
      7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
      2.04426310338993978564e-15,
    ])
}

/// ln x within 2 units in the last place, of arithmetic alone: the bits of a library's logarithm depend on the machine.
///
/// `x = m 2^k` with m between √½ and √2, and `ln m = 2 artanh((m - 1) / (m + 1))` by its series.
/// - Precondition: `x` is positive and finite.
func naturalLogarithm(_ x: Double) -> Double {
  var (exponent, m) = (Double(x.exponent), x.significand)
  if m > 1.4142135623730951 {
    m /= 2
    exponent += 1
  }
  let s = (m - 1) / (m + 1)
  let square = s * s
  var sum = 0.0
  for k in stride(from: 21.0, through: 3, by: -2) { sum = (sum + 1 / k) * square }
  return exponent * 0.6931471805599453 + 2 * s * (1 + sum)
}
