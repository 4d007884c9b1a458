import Foundation
import Tabular
import Testing

@testable import Datasets

/// The notations of numbers and dates.
struct ValuesTests {
  private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

  @Test(
    arguments: [
      ("1,376", 1376.0), ("756", 756), ("-1,234,567.25", -1_234_567.25), ("+12,345", 12345),
      (".5", 0.5),
      ("1,37", nil), ("12,3456", nil), (",123", nil), ("1,,234", nil), ("1234,567", nil),
      ("1,234,56", nil),
      ("1,234.5,6", nil), ("1,234e3", 1_234_000), ("", nil), ("x", nil), (",", nil),
    ] as [(String, Double?)])
  func digitsAreGroupedInThrees(text: String, value: Double?) {
    let format = ValueFormat(notation: NumberNotation(decimal: .point, thousands: .comma))
    #expect(format.double(bytes(text)) == value)
    #expect(format.number(bytes(text)) == value.map { Float($0) })
  }

  @Test(
    arguments: [
      ("5%", 5.0), ("5 %", 5), ("-5%", -5), ("%5", 5), ("5", nil), ("%", nil), ("5%%", nil),
    ] as [(String, Double?)])
  func aUnitStandsBesideTheNumber(text: String, value: Double?) {
    #expect(ValueFormat(unit: Unit("%")).double(bytes(text)) == value)
  }

  @Test(
    arguments: [
      ("$150", "$"), ("150€", "€"), ("-$1.50", "$"), ("45%", "%"), ("5 kg", "kg"), ("3 m/s", "m/s"),
      ("20°C", "°C"),
      ("USD 5", "USD"), ("A12", nil), ("1-2", nil), ("x", nil), ("5", nil), ("Q1", nil),
      ("#5", nil), ("5e3", nil),
      ("<5", nil), ("5 of 7", nil),
    ] as [(String, String?)])
  func unitsAreDistinguishedFromCodes(text: String, unit: String?) {
    #expect(Unit.split(bytes(text))?.unit.text == unit)
  }

  /// Days as Foundation's calendar counts them.
  @Test func daysAreThoseOfTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for day in stride(from: -60_000, to: 60_000, by: 37) {
      let date = Date(timeIntervalSince1970: 86_400 * Double(day))
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let (year, month, dayOfMonth) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
      let iso = String(format: "%04d-%02d-%02d", year, month, dayOfMonth)
      #expect(DateNotation.yearMonthDay.days(bytes(iso)) == Double(day), "\(iso)")
      let german = String(format: "%02d.%02d.%04d 06:00", dayOfMonth, month, year)
      #expect(DateNotation.dayMonthYear.days(bytes(german)) == Double(day) + 0.25, "\(german)")
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1", "2026-01-01T",
    "2026-01-01 25:00",
    "2026-01-01 12", "2026-01-01-", "", "-", "2026", "2026-01-01 12:00 x", "01.02.2026",
  ])
  func otherTextsAreNotDates(text: String) {
    #expect(DateNotation.yearMonthDay.days(bytes(text)) == nil)
  }

  @Test func timeZonesAreTakenIntoAccount() {
    let here = DateNotation.yearMonthDay.days(bytes("2026-01-01T12:00:00+02:00"))
    let there = DateNotation.yearMonthDay.days(bytes("2026-01-01T10:00:00Z"))
    #expect(here == there && here != nil)
  }

  /// No bytes cause a trap.
  @Test func anyBytesAreAccepted() {
    var stream = RandomStream(seed: 5, name: "bytes")
    let characters = Array("0123456789.,-+eE %$:/'TZJan\u{A0}\u{202F}".utf8)
    for _ in 0..<50_000 {
      let text = (0..<stream.integer(below: 14)).map { _ in
        characters[stream.integer(below: characters.count)]
      }
      for notation in DateNotation.allCases { _ = notation.days(text[...]) }
      _ = Unit.split(text[...])
      _ = NumberShape(text[...])
      for thousands in DelimitedFormat.ThousandsMark.allCases where thousands != .point {
        let format = ValueFormat(notation: NumberNotation(thousands: thousands), unit: Unit("%"))
        _ = format.number(text[...])
      }
    }
  }
}
