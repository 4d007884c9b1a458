import Foundation
import Inputs
import Testing

@testable import Datasets

struct ARFFReaderTests {
  static let header = """
    % a comment
    @relation weather

    @ATTRIBUTE temperature Real
    @attribute 'wind speed' integer  % in knots
    @attribute outlook {sunny, 'light rain', "50% cloud"}
    @attribute day date "yyyy-MM-dd"
    @data

    """

  func rows(_ data: String, step: Int = 1 << 16) throws -> [[String]] {
    var reader = try ARFFReader(MemorySource((Self.header + data).utf8, name: "w.arff", step: step))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append((0..<row.count).map(row.text)) }
    return rows
  }

  @Test func attributesAreDeclared() throws {
    let reader = try ARFFReader(MemorySource(Self.header.utf8))
    #expect(reader.attributes.map(\.name) == ["temperature", "wind speed", "outlook", "day"])
    #expect(
      reader.attributes.map(\.kind)
        == [.number, .number, .category(["sunny", "light rain", "50% cloud"]), .text])
  }

  /// Whole and sparse rows, quotes of both kinds, escapes, comments and any line end; whatever the
  /// pieces in which the bytes come.
  @Test(arguments: [1, 2, 7, 1 << 16])
  func rowsAreWholeOrSparse(step: Int) throws {
    let data =
      "1.5, ?, 'light rain', '2026-01-01'\r\n% nothing\r\n\r\n{0 -2,2 \"50% cloud\"}\r{}\n"
      + "3,4,sunny,'it\\'s' % late\n{ 1 7 , 3 x }"
    #expect(
      try rows(data, step: step) == [
        ["1.5", "?", "light rain", "2026-01-01"], ["-2", "0", "50% cloud", ""],
        ["0", "0", "sunny", ""], ["3", "4", "sunny", "it's"], ["0", "7", "sunny", "x"],
      ])
  }

  @Test(arguments: [
    ("1,2,'sunny,x", "w.arff:9:13: expected a quote that ends the value"),
    ("1,2,light rain,x", "w.arff:9:11: expected a comma or the end of the row"),
    ("1,2,sunny,x,{2}", "w.arff:9:13: expected a word, found \"{2}\""),
    ("{9 1}", "w.arff:9:3: expected the number of an attribute, from 0 to 3, found \"9\""),
    ("{0 1", "w.arff:9:5: expected a word"),
    ("1,,sunny,x", "w.arff:9:3: expected a word"),
  ])
  func whatIsWrongInARowIsLocated(data: String, expected: String) {
    #expect(message { _ = try rows(data) }.hasPrefix(expected), "\(message { _ = try rows(data) })")
  }

  @Test(arguments: [
    ("@relation x\n@attribute a real\n", "w.arff:2: expected @data after the attributes"),
    ("@relation x\n@data\n1\n", "w.arff:2:6: expected an @attribute before @data"),
    ("@attribute a complex\n", "w.arff:1:21: expected numeric, real"),
    ("@attribute a {x, x}\n", "w.arff:1:20: expected levels that are all different"),
    ("hello\n", "w.arff:1:6: expected @relation, @attribute or @data, found \"hello\""),
    ("", "w.arff:1: expected @data"),
  ])
  func whatIsWrongInAHeaderIsLocated(text: String, expected: String) {
    let found = message { _ = try ARFFReader(MemorySource(text.utf8, name: "w.arff")) }
    #expect(found.hasPrefix(expected), "\(found)")
  }
}
