import Foundation

/// Numbers drawn from continuous distributions.
extension RandomNumberGenerator {
  /// Uniform in [0, 1): a multiple of 2^-53.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Exponential, of mean 1.
  mutating func exponential() -> Double { -log(1 - uniform()) }

  /// Standard normal (Box and Muller, doi:10.1214/aoms/1177706645).
  mutating func normal() -> Double {
    (2 * exponential()).squareRoot() * cos(2 * Double.pi * uniform())
  }

  /// From the gamma distribution of scale 1 (Marsaglia and Tsang, doi:10.1145/358407.358414).
  /// - Precondition: `shape` is positive.
  mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0, "gamma: a shape of \(shape)")
    guard shape >= 1 else {
      let above = gamma(shape: shape + 1)
      return above * exp(-exponential() / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let v = root * root * root
      if log(1 - uniform()) < z * z / 2 + d - d * v + d * log(v) { return d * v }
    }
  }
}
