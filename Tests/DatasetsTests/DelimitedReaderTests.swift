import Inputs
import Testing

@testable import Datasets

struct DelimitedReaderTests {
  private func read(
    _ text: String, _ format: DelimitedFormat = DelimitedFormat(), step: Int = 1 << 16
  ) throws -> [(line: Int, fields: [String])] {
    var reader = DelimitedReader(MemorySource(text.utf8, step: step), format: format)
    var rows: [(Int, [String])] = []
    while let row = try reader.next() { rows.append((row.line, (0..<row.count).map(row.text))) }
    return rows
  }

  private static let comments = DelimitedFormat(commentPrefix: ";;;")
  private static let blanks = DelimitedFormat(delimiter: .whitespace)

  /// Each text in pieces of every size: where a chunk ends must not matter.
  @Test(arguments: [
    ("a,b\nc,d\n", DelimitedFormat(), ["1:a|b", "2:c|d"]),
    ("a,b\nc,d", DelimitedFormat(), ["1:a|b", "2:c|d"]),
    ("a,b\r\nc,d\r\n", DelimitedFormat(), ["1:a|b", "2:c|d"]),
    ("a,b\rc,d\r", DelimitedFormat(), ["1:a|b", "2:c|d"]),
    ("a\r\n\r\n\n\rb\n", DelimitedFormat(), ["1:a", "5:b"]),
    ("\u{FEFF}a,b\n", DelimitedFormat(), ["1:a|b"]),
    ("\u{FEFF}", DelimitedFormat(), []),
    ("", DelimitedFormat(), []),
    ("\n \n\t\n", DelimitedFormat(), []),
    (" a , b c \n", DelimitedFormat(), ["1:a|b c"]),
    (",\n,,\n", DelimitedFormat(), ["1:|", "2:||"]),
    ("\"a,\"\"b\"\"\",c\nd\n", DelimitedFormat(), ["1:a,\"b\"|c", "2:d"]),
    ("\"a\nb\r\nc\",x\ny\n", DelimitedFormat(), ["1:a\nb\r\nc|x", "4:y"]),
    ("\"\",b\n", DelimitedFormat(), ["1:|b"]),
    ("a\tb\n", DelimitedFormat(delimiter: .character(9)), ["1:a|b"]),
    ("a\t\t b \n", DelimitedFormat(delimiter: .character(9)), ["1:a||b"]),
    ("a;b,c\n", DelimitedFormat(delimiter: .character(0x3B)), ["1:a|b,c"]),
    ("  a  b\t\tc \n\n   \n\td\n", blanks, ["1:a|b|c", "4:d"]),
    ("a \"b c\" \"\"\n", blanks, ["1:a|b c|"]),
    ("   ", blanks, []),
    (";;; x\na\n;;;\n;;b\n;;;", comments, ["2:a", "4:;;b"]),
    (";;; \"x\r\na,;;;b\r\n;;", comments, ["2:a|;;;b", "3:;;"]),
    ("\"a\n;;;b\"\n", comments, ["1:a\n;;;b"]),
    ("x\ny\n\na\n", DelimitedFormat(skippedLines: 2), ["4:a"]),
    ("\"x\r\ny\r\na\r\n", DelimitedFormat(skippedLines: 2), ["3:a"]),
    ("a\n", DelimitedFormat(skippedLines: 5), []),
    ("é,\u{1F600}\n", DelimitedFormat(), ["1:é|\u{1F600}"]),
  ])
  func readsRows(text: String, format: DelimitedFormat, rows: [String]) throws {
    for step in 1...(text.utf8.count + 1) {
      let read = try read(text, format, step: step)
      #expect(read.map { "\($0.line):" + $0.fields.joined(separator: "|") } == rows, "step \(step)")
    }
  }

  @Test(arguments: [
    (
      "a,b\nc,d\"e\n",
      #"memory:2:2: expected quotes around the whole field, doubled inside it, found "a quote elsewhere""#
    ),
    (
      "\"a\"b\n",
      #"memory:1:1: expected quotes around the whole field, doubled inside it, found "a quote elsewhere""#
    ),
    (
      "a\n\"b\nc\",d\n1,2,\"e\n\nf\n",
      #"memory:4:3: expected a quote that ends the field, found "the end of the file"; the quote at the field's beginning is never closed"#
    ),
    (
      "\"a\nb\",\"c\nd",
      #"memory:2:2: expected a quote that ends the field, found "the end of the file"; the quote at the field's beginning is never closed"#
    ),
  ])
  func quotesThatStandWrongAreLocated(text: String, expected: String) {
    for step in 1...(text.utf8.count + 1) {
      #expect(message { _ = try read(text, step: step) } == expected, "step \(step)")
    }
  }

  @Test func aFieldIsNotEndless() {
    let text = "a\nb,\"" + String(repeating: "x", count: DelimitedReader.fieldLimit + 1)
    #expect(
      message { _ = try read(text) }
        == #"memory:2:2: expected a field of at most 1048576 bytes, found "a longer one"; is a quote not closed, or is this not a text file?"#
    )
    let longest = String(repeating: "x", count: DelimitedReader.fieldLimit)
    #expect(throws: Never.self) { try read(longest) }
  }

  @Test func bytesThatAreNoTextAreRead() throws {
    var reader = DelimitedReader(
      MemorySource([0xFF, 0x00, 0x2C, 0x61, 0x0A]), format: DelimitedFormat())
    let row = try #require(try reader.next())
    #expect(Array(row[0]) == [0xFF, 0x00])
    #expect(row.text(0) == "\u{FFFD}\u{0}")
  }

  @Test func lastLineIsKnown() throws {
    for (text, line) in [("", 1), ("a\n", 1), ("a\nb", 2), ("a\r\nb\r\n", 2), ("a\n\n\n", 3)] {
      var reader = DelimitedReader(MemorySource(text.utf8), format: DelimitedFormat())
      while try reader.next() != nil {}
      #expect(reader.lastLine == line, "\(text.debugDescription)")
    }
  }

  /// Text without quotes is what splitting makes of it.
  @Test func agreesWithSplitting() throws {
    let text = (0..<500).map { row in
      (0..<7).map { "\((row * 31 + $0 * 17) % 1000)" }.joined(separator: ",")
    }
    let rows = try read(text.joined(separator: "\n"), step: 97)
    #expect(rows.map(\.fields) == text.map { $0.split(separator: ",").map(String.init) })
    #expect(rows.map(\.line) == Array(1...500))
  }
}
