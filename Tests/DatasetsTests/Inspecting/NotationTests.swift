import Inputs
import Tabular
import Testing

@testable import Datasets

/// Numbers are read in one notation for the whole file, or the user is asked.
struct NotationTests {
  /// How a file writes the number `value`, with a delimiter between its fields.
  struct Style: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let delimiter: String
    let write: @Sendable (Int) -> String
    /// The expected value of a row, by its number.
    var value: @Sendable (Int) -> Double = { Double(328 + ($0 * 37) % 2000) }
    var card: [String] = []
  }

  private static func grouped(_ value: Int, by mark: String) -> String {
    value < 1000
      ? "\(value)" : "\(value / 1000)\(mark)" + String("\(1000 + value % 1000)".dropFirst())
  }

  private static func value(_ row: Int) -> Int { 328 + (row * 37) % 2000 }

  static let styles = [
    Style(
      testDescription: "commas group digits", delimiter: "\t",
      write: { grouped(value($0), by: ",") },
      card: ["thousands: comma"]),
    Style(
      testDescription: "quoted commas group digits", delimiter: ",",
      write: { "\"\(grouped(value($0), by: ","))\"" }, card: ["thousands: comma"]),
    Style(
      testDescription: "commas group digits before decimals", delimiter: "\t",
      write: { grouped(value($0), by: ",") + ".00" }, card: ["thousands: comma"]),
    Style(
      testDescription: "points group digits before decimals", delimiter: ";",
      write: { grouped(value($0), by: ".") + ",00" }, card: ["decimal: comma", "thousands: point"]),
    Style(
      testDescription: "points group digits", delimiter: ";",
      write: { grouped(value($0), by: ".") }, card: ["decimal: comma", "thousands: point"]),
    Style(
      testDescription: "spaces group digits", delimiter: ";",
      write: { grouped(value($0), by: " ") },
      card: ["thousands: space"]),
    Style(
      testDescription: "spaces that do not break group digits", delimiter: ",",
      write: { grouped(value($0), by: "\u{202F}") }, card: ["thousands: space"]),
    Style(
      testDescription: "apostrophes group digits", delimiter: ";",
      write: { grouped(value($0), by: "'") }, card: ["thousands: apostrophe"]),
    Style(
      testDescription: "two marks in one number", delimiter: ";",
      write: {
        grouped(value($0) + 1_000_000, by: ",").replacing("1000,", with: "1,000,").replacing(
          "1001,", with: "1,001,"
        ).replacing("1002,", with: "1,002,")
      },
      value: { Double(value($0) + 1_000_000) }, card: ["thousands: comma"]),
    Style(
      testDescription: "decimal commas in quotes", delimiter: ",",
      write: { "\"\(value($0)),5\"" }, value: { Double(value($0)) + 0.5 },
      card: ["delimiter: comma", "decimal: comma"]),
    Style(
      testDescription: "decimal commas", delimiter: ";", write: { "\(value($0)),25" },
      value: { Double(value($0)) + 0.25 }, card: ["decimal: comma"]),
    Style(
      testDescription: "three decimals", delimiter: ",", write: { "\(value($0) % 50).125" },
      value: { Double(value($0) % 50) + 0.125 }),
    Style(
      testDescription: "three decimals after tabs", delimiter: "\t",
      write: { "\(1 + value($0) % 50).125" }, value: { Double(1 + value($0) % 50) + 0.125 }),
    Style(
      testDescription: "exponents", delimiter: ",", write: { "\(value($0))e-3" },
      value: { Double(value($0)) / 1000 }),
    Style(
      testDescription: "shares", delimiter: ",", write: { "\(value($0) % 90)%" },
      value: { Double(value($0) % 90) }, card: ["unit: \"%\""]),
    Style(
      testDescription: "dollars", delimiter: ",",
      write: { "\"$\(grouped(value($0), by: ",")).50\"" },
      value: { Double(value($0)) + 0.5 }, card: ["unit: \"$\"", "thousands: comma"]),
    Style(
      testDescription: "euros after decimal commas", delimiter: ";",
      write: { "-\(grouped(value($0), by: ".")),50 €" }, value: { -Double(value($0)) - 0.5 },
      card: ["unit: \"€\"", "decimal: comma"]),
    Style(
      testDescription: "the sign of minus", delimiter: ";", write: { "\u{2212}\(value($0)).5" },
      value: { -Double(value($0)) - 0.5 }),
    Style(
      testDescription: "curved apostrophes group digits", delimiter: ";",
      write: { grouped(value($0), by: "\u{2019}") }, card: ["thousands: apostrophe"]),
    Style(
      testDescription: "rupees", delimiter: ";", write: { "Rs. \(value($0))" }, card: ["unit: "]),
    Style(
      testDescription: "reals", delimiter: ";", write: { "R$\(value($0))" }, card: ["unit: "]),
    Style(
      testDescription: "kilogrammes", delimiter: ",", write: { "\(value($0)) kg" },
      card: ["unit: kg"]),
  ]

  @Test(arguments: styles)
  func oneNotationIsFound(style: Style) throws {
    let text = Trees.text(header: ["income", "age", "kind"].joined(separator: style.delimiter)) {
      row in
      [style.write(row), "\(20 + row)", Trees.kinds[row % 3]].joined(separator: style.delimiter)
    }
    let found = try Inspection(text)
    #expect(found.values("income") == (0..<60).map { Float(style.value($0)) }, "\(found.card)")
    for part in style.card { #expect(found.card.contains(part), "\(found.card)") }
    // The card, read back, gives the same.
    let card = try DatasetCard(parsing: found.card, file: "card.yaml")
    #expect(
      try DelimitedLoader(card: card).load(from: [found.table.profile.file]).features
        == found.dataset.features)
  }

  @Test(arguments: [
    (
      "1,376\n2,832\n1,296\n", "\t",
      "is it 1376 or 1.376? Say 'thousands: comma' or 'decimal: comma' in a card"
    ),
    (
      "1.376\n7\n9\n", ";",
      "is it 1376 or 1.376? Say 'thousands: point' or 'decimal: point' in a card"
    ),
    (
      "1,5\n1.5\n2,5\n", ";",
      #":3:1: expected numbers in one notation; line 2 has "1,5", found "1.5""#
    ),
    ("1,234.5\n1.234,5\n", ";", "expected numbers in one notation"),
  ])
  func ambiguousNumbersAreErrors(values: String, delimiter: String, expected: String) {
    let numbers = values.split(separator: "\n")
    let text = Trees.text(header: "income\(delimiter)kind") {
      "\(numbers[$0 % numbers.count])\(delimiter)\(Trees.kinds[$0 % 3])"
    }
    let found = message { _ = try Inspection(text, name: "t.tsv") }
    #expect(found.contains(expected), "\(found)")
  }

  @Test func theUsersOptionDecides() throws {
    let numbers = (0..<60).map { 1100 + $0 * 7 % 60 }
    let text = Trees.text(header: "income\tkind") { row in
      "1,\(numbers[row] - 1000)\t\(Trees.kinds[row % 3])"
    }
    let grouped = try Inspection(text, hints: TableHints(thousandsMark: .comma))
    let whole = numbers.map { Float($0) }
    #expect(grouped.values("income") == whole)
    let decimal = try Inspection(text, hints: TableHints(decimalMark: .comma))
    let shares = numbers.map { Float(Double($0) / 1000) }
    #expect(decimal.values("income") == shares)
  }
}
