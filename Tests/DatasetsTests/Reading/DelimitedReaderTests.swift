import Inputs
import Tabular
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

  /// Reads each text in pieces of every size: the ends of chunks must not matter.
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
    (",\n,,\n\"\",\n,x\n", DelimitedFormat(), ["4:|x"]),
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
  func misplacedQuotesAreLocated(text: String, expected: String) {
    for step in 1...(text.utf8.count + 1) {
      #expect(message { _ = try read(text, step: step) } == expected, "step \(step)")
    }
  }

  @Test func theLengthOfFieldsIsLimited() {
    let text = "a\nb,\"" + String(repeating: "x", count: DelimitedReader.fieldLimit + 1)
    #expect(
      message { _ = try read(text) }
        == #"memory:2:2: expected a field of at most 1048576 bytes, found "a longer one"; is a quote not closed, or is this not a text file?"#
    )
    let longest = String(repeating: "x", count: DelimitedReader.fieldLimit)
    #expect(throws: Never.self) { try read(longest) }
  }

  @Test(
    arguments: [
      (
        [0x61, 0x2C, 0x00, 0x0A],
        #"memory:1:2: expected text, found "a byte of zero"; is this a text file?"#
      ),
      (
        [0x61, 0x0A, 0x62, 0x2C, 0x63, 0xE9, 0x0A],
        #"memory:2:2: expected UTF-8, found "a byte of 0xE9"; it looks like Latin-1 or Windows-1252: convert it by 'iconv -f LATIN1 -t UTF-8', write 'encoding: latin-1' in a card's format, or name its encoding"#
      ),
      (
        [0xC3, 0xA9, 0x2C, 0x80],
        #"memory:1:2: expected UTF-8, found "a byte of 0x80"; it looks like Windows-1252: convert it by 'iconv -f WINDOWS-1252 -t UTF-8', write 'encoding: windows-1252' in a card's format, or name its encoding"#
      ),
      (
        [0x22, 0xED, 0xA0, 0x80, 0x22],
        #"memory:1: expected UTF-8, found "a byte of 0xED"; it looks like Windows-1252: convert it by 'iconv -f WINDOWS-1252 -t UTF-8', write 'encoding: windows-1252' in a card's format, or name its encoding"#
      ),
    ] as [([UInt8], String)])
  func bytesThatAreNotTextAreLocated(bytes: [UInt8], expected: String) {
    for step in 1...bytes.count {
      let found = message {
        var reader = DelimitedReader(MemorySource(bytes, step: step), format: DelimitedFormat())
        while try reader.next() != nil {}
      }
      #expect(found == expected, "step \(step)")
    }
  }

  /// Skipped lines need not be text.
  @Test func commentsMayBeAnything() throws {
    let bytes: [UInt8] = [0x23, 0xE9, 0x00, 0x0A, 0x61, 0x0A]
    var reader = DelimitedReader(
      MemorySource(bytes), format: DelimitedFormat(commentPrefix: "#"))
    #expect(try reader.next()?.text(0) == "a")
  }

  /// Splitting must give the same as libcsv, fed with the same bytes one at a time, where both apply.
  @Test func agreesWithTheLibrary() throws {
    var stream = RandomStream(seed: 3, name: "rows")
    let characters = Array("ab1 \t,;\n\r".utf8)
    for _ in 0..<20_000 {
      let text = (0..<stream.integer(below: 30)).map { _ in
        characters[stream.integer(below: characters.count)]
      }
      for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
        let parser = CSVParser(delimiter: delimiter, skipsEmptyFields: false)
        var expected: [[String]] = []
        func endRow() {
          var start = 0
          if !parser.ends.isEmpty {
            expected.append(
              parser.ends.map { end in
                defer { start = end }
                return String(decoding: parser.bytes[start..<end], as: UTF8.self)
              })
          }
          parser.startRow()
        }
        for byte in text {
          #expect(parser.parse([byte]))
          if parser.rowIsComplete { endRow() }
        }
        #expect(parser.finish())
        endRow()

        var reader = DelimitedReader(
          MemorySource(text, step: 1 + stream.integer(below: 9)),
          format: DelimitedFormat(delimiter: .character(delimiter)))
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append((0..<row.count).map(row.text)) }
        // A line with only delimiters is a blank line.
        #expect(
          rows == expected.filter { !$0.allSatisfy(\.isEmpty) },
          "\(String(decoding: text, as: UTF8.self).debugDescription)")
      }
    }
  }

  @Test func aHundredThousandColumnsAreRead() throws {
    let columns = 100_000
    let line = (0..<columns).map { "\($0)" }.joined(separator: ",") + "\n"
    let rows = try read(line + line, step: 1 << 16)
    #expect(rows.count == 2)
    #expect(rows[1].line == 2)
    #expect(rows[1].fields.count == columns)
    #expect(rows[1].fields.last == "99999")
  }

  @Test func tenMillionRowsAreRead() throws {
    let block = (0..<1000).map { "\($0),\($0 % 7).5,x\r\n" }.joined()
    var reader = DelimitedReader(
      RepeatingSource(block.utf8, times: 10_000), format: DelimitedFormat())
    var rows = 0
    var sum = 0.0
    while let row = try reader.next() {
      rows += 1
      sum += Double(row.number(1, .point) ?? .nan)
    }
    #expect(rows == 10_000_000)
    #expect(reader.lastLine == 10_000_000)
    let sumOfBlock = (0..<1000).reduce(0.0) { $0 + Double($1 % 7) + 0.5 }
    #expect(sum == 10_000 * sumOfBlock)
  }

  @Test func lastLineIsKnown() throws {
    for (text, line) in [("", 1), ("a\n", 1), ("a\nb", 2), ("a\r\nb\r\n", 2), ("a\n\n\n", 3)] {
      var reader = DelimitedReader(MemorySource(text.utf8), format: DelimitedFormat())
      while try reader.next() != nil {}
      #expect(reader.lastLine == line, "\(text.debugDescription)")
    }
  }

  /// Text without quotes gives the same as splitting.
  @Test func agreesWithSplitting() throws {
    let text = (0..<500).map { row in
      (0..<7).map { "\((row * 31 + $0 * 17) % 1000)" }.joined(separator: ",")
    }
    let rows = try read(text.joined(separator: "\n"), step: 97)
    #expect(rows.map(\.fields) == text.map { $0.split(separator: ",").map(String.init) })
    #expect(rows.map(\.line) == Array(1...500))
  }
}
