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

  /// Complete and sparse rows, quotes of both kinds, escapes, comments and any line ends, read in pieces of any
  /// size.
  @Test(arguments: [1, 2, 7, 1 << 16])
  func rowsAreCompleteOrSparse(step: Int) throws {
    let data =
      "1.5, ?, 'light rain', '2026-01-01'\r\n% nothing\r\n\r\n{0 -2,2 \"50% cloud\"}\r{}\n"
      + "3,4,sunny,'it\\'s' % late\n  { 1 7 , 3 x }"
    #expect(
      try rows(data, step: step) == [
        ["1.5", "?", "light rain", "2026-01-01"], ["-2", "0", "50% cloud", ""],
        ["0", "0", "sunny", ""], ["3", "4", "sunny", "it's"], ["0", "7", "sunny", "x"],
      ])
  }

  /// A comma at the end, blanks and tabs instead of commas, and texts in quotes.
  @Test(arguments: [
    ("1,2,sunny,x,", ["1", "2", "sunny", "x"]),
    ("1,2,sunny,x ,  % five", ["1", "2", "sunny", "x"]),
    ("1\t2\tsunny\tx", ["1", "2", "sunny", "x"]),
    ("1 ,\t2 sunny x", ["1", "2", "sunny", "x"]),
    ("{1 2,}", ["0", "2", "sunny", ""]),
    ("{ 0 1 , 2 'light rain' , } , % late", ["1", "0", "light rain", ""]),
    ("{0 1\t1 2}", ["1", "2", "sunny", ""]),
    (#"'1',"-2e3",sunny,'a\tb\n\"c\" \\ , {%}'"#, ["1", "-2e3", "sunny", "a\tb\n\"c\" \\ , {%}"]),
    ("1,2,sunny,it's", ["1", "2", "sunny", "it's"]),
    ("1,2,sunny,50%", ["1", "2", "sunny", "50%"]),
    ("1,2,sunny,''", ["1", "2", "sunny", ""]),
  ])
  func rowsAreReadAsWEKADoes(data: String, fields: [String]) throws {
    #expect(try rows(data) == [fields])
  }

  /// Only an unquoted question mark is a missing value.
  @Test func quotesDistinguishALevelFromAMissingValue() throws {
    let text = """
      @relation r
      @attribute a {NA, -, '?', "", null}
      @attribute b numeric
      @data
      NA,?
      ?,1
      '?',2
      "",3
      {0 ?}
      {0 '?', 1 ?}
      """
    var reader = try ARFFReader(MemorySource(text.utf8))
    var missing: [[Bool?]] = []
    while let row = try reader.next() {
      missing.append((0..<row.count).map { row.isMissing($0) })
    }
    #expect(
      missing == [
        [false, true], [true, false], [false, false], [false, false], [true, false], [false, true],
      ])
  }

  @Test(arguments: [
    ("1,2,'sunny,x", "w.arff:9:5: expected a quote that ends the value"),
    ("1,2,'sunny'x,x", "w.arff:9:12: expected a comma after the quoted value, found \"x,x\""),
    ("1,2,light rain,x", "w.arff:9:16: expected the end of the row after 4 values, found \"x\""),
    ("1,2,light rain", "w.arff:9:5: expected one of sunny, light rain, 50% cloud, which attribute"),
    (
      "1,2,sunny,x,{2}",
      "w.arff:9:13: expected the end of the row after 4 values, found \"{2}\"; we"
    ),
    (
      "1,2,sunny,x {0.5}",
      "w.arff:9:13: expected the end of the row after 4 values, found \"{0.5}\""
    ),
    (
      "{0 1}, {5}", "w.arff:9:8: expected the end of the row after 4 values, found \"{5}\"; weights"
    ),
    ("1,2,sunny", "w.arff:9:10: expected 4 values in a row, found \"3\""),
    ("1,2,sunny,", "w.arff:9:11: expected 4 values in a row, found \"3\""),
    ("1,2,{5}", "w.arff:9:5: expected 4 values in a row, found \"2\""),
    ("1,2,sunny,x,y", "w.arff:9:13: expected the end of the row after 4 values, found \"y\""),
    ("1,2,sunny,x,,", "w.arff:9:13: expected the end of the row after 4 values, found \",\""),
    (
      "1,,sunny,x",
      "w.arff:9:3: expected a value, found \",sunny,x\"; write ? where a value is missing"
    ),
    (",1,2,sunny,x", "w.arff:9:1: expected a value"),
    ("1,2,sunnyy,x", "which attribute 'outlook' declares, found \"sunnyy\"; did you mean 'sunny'?"),
    ("1,2,SUNNY,x", "w.arff:9:5: expected one of sunny"),
    ("1,2,'',x", "w.arff:9:5: expected one of sunny"),
    ("abc,2,sunny,x", "w.arff:9:1: expected a number, as attribute 'temperature' declares"),
    ("1,  NaN,sunny,x", "w.arff:9:5: expected a number, as attribute 'wind speed' declares"),
    ("1,Infinity,sunny,x", "w.arff:9:3: expected a number"),
    ("1,'?',sunny,x", "w.arff:9:3: expected a number"),
    ("1,'',sunny,x", "w.arff:9:3: expected a number"),
    ("{9 1}", "w.arff:9:2: expected an attribute's number, from 0 to 3, found \"9\""),
    ("{-1 1}", "w.arff:9:2: expected an attribute's number, from 0 to 3, found \"-1\""),
    ("{a 1}", "w.arff:9:2: expected an attribute's number, from 0 to 3, found \"a\""),
    ("{0 1", "w.arff:9:5: expected '}' at the end of the row"),
    ("{0 1,", "w.arff:9:6: expected '}' at the end of the row"),
    ("{0 1, 1}", "w.arff:9:8: expected a value"),
    ("{,0 1}", "w.arff:9:2: expected an attribute's number, found \",0 1}\""),
    (
      "{0 2.69, 0 9.5}",
      "w.arff:9:10: expected attributes' numbers in order, each once, found \"0\""
    ),
    ("{1 2, 0 9.5}", "w.arff:9:7: expected attributes' numbers in order, each once, found \"0\""),
    ("{0 x}", "w.arff:9:4: expected a number, as attribute 'temperature' declares, found \"x\""),
    ("{2 rain}", "w.arff:9:4: expected one of sunny, light rain, 50% cloud, which attribute"),
  ])
  func whatIsWrongInARowIsLocated(data: String, expected: String) {
    let found = message { _ = try rows(data) }
    #expect(found.hasPrefix("w.arff:9:") && found.contains(expected), "\(found)")
  }

  @Test(arguments: [
    ("@relation x\n@attribute a real\n", "w.arff:2: expected @data after the attributes"),
    ("@relation x\n@data\n1\n", "w.arff:2:1: expected an @attribute before @data"),
    ("@attribute a complex\n", "w.arff:1:14: expected numeric, real"),
    ("@attribute a relational\n", "found \"relational\"; attributes that are tables"),
    (
      "@attribute a {x, x}\n",
      "w.arff:1:18: expected levels of 'a' that are all different, found \"x\""
    ),
    ("@attribute a {caf\u{E9}, cafe\u{301}}\n", "w.arff:1:22: expected levels of 'a'"),
    ("@attribute a {}\n", "w.arff:1:16: expected at least one level of 'a'"),
    ("@attribute a {x, y\n", "w.arff:1:19: expected '}' after the levels of 'a'"),
    (
      "@attribute a {x, y} {0.5}\n",
      "w.arff:1:21: expected the end of the attribute, found \"{0.5}\""
    ),
    ("@attribute a real {2}\n", "weights of attributes are not supported"),
    (
      "@attribute a real\n@attribute 'a' {x}\n",
      "w.arff:2:12: expected attributes with different names"
    ),
    ("@attribute '' real\n", "w.arff:1:12: expected the name of the attribute"),
    ("hello\n", "w.arff:1:1: expected @relation, @attribute or @data, found \"hello\""),
    (
      "@attribute a real\n1.5\n",
      "w.arff:2:1: expected @relation, @attribute or @data, found \"1.5\"; @d"
    ),
    ("@attribute a real\n@data 1\n", "w.arff:2:7: expected the end of the line after @data"),
    ("", "w.arff:1: expected @data"),
  ])
  func whatIsWrongInAHeaderIsLocated(text: String, expected: String) {
    let found = message { _ = try ARFFReader(MemorySource(text.utf8, name: "w.arff")) }
    #expect(found.contains(expected), "\(found)")
  }

  @Test func keywordsAndNamesAreWrittenInManyWays() throws {
    let text = #"""
      % a comment
      @RELATION 'x y'
      @Attribute	length	NUMERIC [0,10]
      @attribute 'it\'s "a" {name}' Integer
      @attribute "colour"{red,'light blue' , green,}
      @attribute day DATE
      @attribute moment date 'yyyy-MM-dd HH:mm'
      @DATA   % now

      1.5,2.5,green,2026-01-01,'2026-01-01 10:00'
      """#
    var reader = try ARFFReader(MemorySource(text.utf8))
    #expect(
      reader.attributes.map(\.name)
        == ["length", "it's \"a\" {name}", "colour", "day", "moment"])
    #expect(
      reader.attributes.map(\.kind)
        == [.number, .number, .category(["red", "light blue", "green"]), .text, .text])
    // As in WEKA, integers may have decimals.
    let row = try #require(try reader.next())
    #expect(row.text(1) == "2.5" && row.text(4) == "2026-01-01 10:00")
    #expect(try reader.next() == nil)
  }
}
