import TextKernels

/// Decimal numbers read from bytes: `-0.4394`, `.5`, `9`, `1e-3`.
///
/// Stricter than `Float(_: String)`: no `nan`, `inf` or hexadecimal numbers, and nothing around the number.
/// Numbers too large for single precision are refused, too. fast_float rounds once, to the nearest (Lemire,
/// doi:10.1002/spe.2984).
enum DecimalNumber {
  /// The single-precision number nearest to `text`, or nil if it is not a number.
  static func float(
    _ text: [UInt8], decimalMark: DelimitedFormat.DecimalMark = .point
  ) -> Float? {
    TextKernel.number(
      text_field(start: 0, end: UInt32(text.count)), in: text, decimalMark: decimalMark.byte)
  }

  /// The double-precision number nearest to `text`, or nil if it is not a number.
  static func double(
    _ text: [UInt8], decimalMark: DelimitedFormat.DecimalMark = .point
  ) -> Double? {
    TextKernel.double(
      text_field(start: 0, end: UInt32(text.count)), in: text, decimalMark: decimalMark.byte)
  }
}

extension DelimitedFormat.DecimalMark {
  /// The mark as ASCII.
  var byte: UInt8 {
    switch self {
    case .point: UInt8(ascii: ".")
    case .comma: UInt8(ascii: ",")
    }
  }
}
