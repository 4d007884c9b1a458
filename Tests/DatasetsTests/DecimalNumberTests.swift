import Tabular
import Testing

@testable import Datasets

struct DecimalNumberTests {
  private func float(_ text: String) -> Float? { DecimalNumber.float(Array(text.utf8)[...]) }

  @Test(
    arguments: [
      ("0", 0), ("9", 9), ("-0.4394", -0.4394), (".5", 0.5), ("5.", 5), ("+3", 3), ("1e1", 10),
      ("1E-3", 1e-3), ("00012", 12), ("1e+2", 100), ("0.1", 0.1), ("-1.2e-38", -1.2e-38),
      ("1e-45", .leastNonzeroMagnitude), ("1e-60", 0), ("3.4028234e38", .greatestFiniteMagnitude),
      ("0e999", 0),
      ("123456789012345678901234567890", 1.2345679e29), ("1e-400", 0), ("2147483647", 2147483648),
    ] as [(String, Float)])
  func readsDecimals(text: String, value: Float) { #expect(float(text) == value) }

  @Test(arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "abc", "1,5", " 1", "1 ", "1_000", "0x10", "nan",
    "NaN", "inf", "-inf", "infinity", "1e39", "1e400", "--1", "1f", "½", "1\u{0}", "?",
  ])
  func refusesTheRest(text: String) { #expect(float(text) == nil) }

  @Test func minusZeroKeepsItsSign() { #expect(float("-0.0")?.sign == .minus) }

  /// Halfway cases, where rounding to double first would go wrong.
  @Test(arguments: [
    "16777217", "16777219", "1.00000005960464477539", "1.000000059604644775390625",
    "1.0000000596046447753906251", "1.00000017881393432617187499", "8589973504.5",
    "9007199791611905",
  ])
  func roundsOnce(text: String) { #expect(float(text) == Float(text)) }

  /// Agrees with the standard library on decimals of every length and size.
  @Test func agreesWithTheStandardLibrary() {
    var stream = RandomStream(seed: 1, name: "decimals")
    for _ in 0..<20_000 {
      let digits = (0...stream.integer(below: 22)).map { _ in "\(stream.integer(below: 10))" }
      let point = stream.integer(below: digits.count + 1)
      var text = stream.integer(below: 2) == 0 ? "-" : ""
      text += digits[..<point].joined() + "." + digits[point...].joined()
      if stream.integer(below: 2) == 0 { text += "e\(stream.integer(below: 60) - 30)" }
      let expected = Float(text)
      #expect(float(text) == (expected?.isFinite == true ? expected : nil), "\(text)")
    }
  }

  /// What Swift prints of a number is read as that number.
  @Test func readsWhatSwiftPrints() {
    var stream = RandomStream(seed: 2, name: "decimals")
    for _ in 0..<20_000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: stream.next()))
      guard value.isFinite else { continue }
      #expect(float("\(value)") == value)
    }
  }
}
