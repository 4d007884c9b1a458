/// Logarithms that are the same on every machine: of no library, whose last digits differ.
enum Logarithm {
  /// log2 of a positive, finite number; its error is about that of its representation.
  static func base2(_ value: Double) -> Double {
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)), whose argument is below 0.172.
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for term in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / term }
    return exponent + sum * ratio * 2.8853900817779268
  }

  static func base10(_ value: Double) -> Double { base2(value) * 0.30102999566398120 }

  /// The largest whole power of 10 that is at most `value`, a positive, finite number.
  static func decade(of value: Double) -> Int {
    let guess = Int(base10(value).rounded(.down))
    if power(of: guess + 1) <= value { return guess + 1 }
    return power(of: guess) > value ? guess - 1 : guess
  }

  /// `digits * 10^exponent`, as its decimal number is read.
  static func power(of exponent: Int, times digits: Int = 1) -> Double {
    Double("\(digits)e\(exponent)") ?? .infinity
  }
}
