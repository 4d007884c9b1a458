/// The number beside a tick.
struct TickLabel: Hashable, Sendable {
  let text: String
  /// Written above the line behind it.
  var exponent: String?
  /// The whole text, where it is shortened.
  var full: String?

  /// The size of an exponent, as a share of that of the text.
  static let exponentSize = 0.75

  func width(size: Double) -> Double {
    AdvanceWidths.width(of: text, size: size)
      + AdvanceWidths.width(of: exponent ?? "", size: size * Self.exponentSize)
  }

  /// `digits * 10^exponent`.
  static func scientific(digits: Int, exponent: Int) -> TickLabel {
    let start = digits == 1 ? "10" : digits == -1 ? "−10" : "\(signed(digits))·10"
    return TickLabel(text: start, exponent: signed(exponent))
  }

  private static func signed(_ number: Int) -> String {
    number < 0 ? "−\(number.magnitude)" : "\(number)"
  }

  /// A number with so many decimals, and a sign that is as wide as a plus.
  static func fixed(_ value: Double, decimals: Int, unit: String = "") -> TickLabel {
    TickLabel(text: Formatting.fixed(value, decimals).replacing("-", with: "−") + unit)
  }

  /// `4×`, or `1/4` where that is a whole number.
  static func ratio(_ value: Double) -> TickLabel {
    if value > 0, value < 1, abs((1 / value).rounded() - 1 / value) < 1e-6 {
      return TickLabel(text: "1/\(Formatting.fixed(1 / value, 0))")
    }
    return TickLabel(text: plain(value) + "×")
  }

  /// A number that is no multiple of a round one.
  static func number(_ value: Double) -> TickLabel {
    TickLabel(text: plain(value).replacing("-", with: "−"))
  }

  /// With as many decimals as a number of its size needs: `0.05`, `2.5`, `1,024`.
  static func plain(_ value: Double) -> String {
    let size = abs(value)
    guard size < 1e15, value.isFinite else { return "\(value)" }
    if value.rounded() == value { return Formatting.grouped(Int(value)) }
    guard size >= 1e-4 else { return "\(Float(value))" }
    let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4
    let text = Formatting.fixed(value, decimals)
    guard text.contains(".") else { return text }
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed())
  }
}
