import Foundation
import Tabular
import Testing

@testable import Datasets

struct DecimalNumberTests {
  private func float(_ text: String) -> Float? { DecimalNumber.float(Array(text.utf8)) }

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

  /// Short decimals, whose digits are read all at once, with each length and place of the point.
  @Test func agreesWithTheStandardLibraryOnShortDecimals() {
    var stream = RandomStream(seed: 4, name: "decimals")
    for length in 1...18 {
      for place in 0...length {
        for _ in 0..<60 {
          let digits = (0..<length).map { _ in "\(stream.integer(below: 10))" }
          let text = digits[..<place].joined() + "." + digits[place...].joined()
          for text in [text, "-" + text, digits.joined(), "+" + digits.joined()] {
            let float = float(text)
            #expect(float == Float(text) && float?.sign == Float(text)?.sign, "\(text)")
          }
        }
      }
    }
  }

  /// Halfway between two neighbours the even one is right; above that the upper one, below it the lower one.
  @Test func roundsHalfwayCases() {
    var stream = RandomStream(seed: 5, name: "decimals")
    for _ in 0..<20_000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: stream.next()) & 0x7FFF_FFFF)
      guard value.nextUp.isFinite, value > 1e-20, value < 1e20 else { continue }
      let middle = (Double(value) + Double(value.nextUp)) / 2
      let text = String(format: "%.100f", middle)
      let isEven = value.bitPattern.isMultiple(of: 2)
      #expect(float(text) == (isEven ? value : value.nextUp), "\(text)")
      #expect(float(text + "1") == value.nextUp)
      let below = String(format: "%.100f", middle.nextDown)
      #expect(float(below) == value)
    }
  }

  /// Characters that are not digits, at each place of short and long texts.
  @Test func refusesCharactersThatAreNotDigits() {
    for length in 1...20 {
      for place in 0..<length {
        for byte in UInt8.min...UInt8.max {
          var text = Array(repeating: UInt8(ascii: "7"), count: length)
          text[place] = byte
          let isNumber =
            (0x30...0x39).contains(byte) || (byte == 0x2E && length > 1)
            || ([0x2B, 0x2D].contains(byte) && place == 0 && length > 1)
            || ([0x45, 0x65].contains(byte) && place > 0 && place < length - 1)
          let isTooLarge = [0x45, 0x65].contains(byte) && length - place >= 3
          #expect(
            (DecimalNumber.float(text) != nil) == (isNumber && !isTooLarge),
            "\(String(decoding: text, as: UTF8.self))")
        }
      }
    }
  }

  /// A number that Swift prints is read as the same number.
  @Test func readsWhatSwiftPrints() {
    var stream = RandomStream(seed: 2, name: "decimals")
    for _ in 0..<20_000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: stream.next()))
      guard value.isFinite else { continue }
      #expect(float("\(value)") == value)
    }
  }
}
