/// Decimal numbers read from bytes: `-0.4394`, `.5`, `9`, `1e-3`.
///
/// Stricter than `Float(_: String)`: no `nan`, no `inf`, no hexadecimal, nothing around the
/// number. What is too large for single precision is not a number either.
enum DecimalNumber {
  /// The single-precision number nearest to `text`, or nil if it is not a number.
  ///
  /// Up to 19 digits and a power of ten that is exact (10^22) are one multiplication or division
  /// of exact doubles, which rounds once (Clinger, doi:10.1145/93542.93557). The rare rest goes
  /// through the standard library.
  static func float(
    _ text: ArraySlice<UInt8>, decimalMark: DelimitedFormat.DecimalMark = .point
  ) -> Float? {
    if decimalMark == .comma {
      // With the comma as the point is elsewhere, and no point: 1.234,5 is no number here.
      guard !text.contains(0x2E) else { return nil }
      return float(ArraySlice(text.map { $0 == 0x2C ? 0x2E : $0 }))
    }
    guard let decimal = Decimal(text) else { return nil }
    let value = decimal.nearestFloat ?? Float(String(decoding: text, as: UTF8.self))
    guard let value, value.isFinite else { return nil }
    return value
  }

  /// ±significand · 10^exponent.
  private struct Decimal {
    var isNegative = false
    var significand: UInt64 = 0
    var exponent = 0
    /// Whether `significand` lost digits.
    var isRounded = false

    init?(_ text: ArraySlice<UInt8>) {
      var position = text.startIndex
      let end = text.endIndex

      func isDigit(_ index: Int) -> Bool { index < end && text[index] &- 0x30 < 10 }
      func sign() -> Bool {
        guard position < end, text[position] == 0x2B || text[position] == 0x2D else { return false }
        position += 1
        return text[position - 1] == 0x2D
      }

      isNegative = sign()
      var digits = 0
      var hasPoint = false
      while position < end {
        if isDigit(position) {
          digits += 1
          if significand < 1_000_000_000_000_000_000 {
            significand = significand * 10 + UInt64(text[position] - 0x30)
            if hasPoint { exponent -= 1 }
          } else {
            isRounded = true
          }
        } else if text[position] == 0x2E, !hasPoint {
          hasPoint = true
        } else {
          break
        }
        position += 1
      }
      guard digits > 0 else { return nil }

      if position < end, text[position] | 0x20 == 0x65 {
        position += 1
        let isDown = sign()
        guard isDigit(position) else { return nil }
        var power = 0
        while isDigit(position) {
          power = min(power * 10 + Int(text[position] - 0x30), 100_000)
          position += 1
        }
        exponent += isDown ? -power : power
      }
      guard position == end else { return nil }
    }

    /// The nearest float if one rounding to double and one to float surely give it.
    var nearestFloat: Float? {
      if significand == 0, !isRounded { return isNegative ? -0.0 : 0 }
      guard !isRounded, significand <= 1 << 53, abs(exponent) <= 22 else { return nil }
      let power = Self.powers[abs(exponent)]
      let double = exponent < 0 ? Double(significand) / power : Double(significand) * power
      // Halfway between two floats, the second rounding cannot know what the first one did.
      let isTie = double.significandBitPattern & 0x1FFF_FFFF == 0x1000_0000
      guard !isTie, double >= 0x1p-126, double <= 0x1p127 else { return nil }
      return Float(isNegative ? -double : double)
    }

    private static let powers: [Double] = [
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
      1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
  }
}
