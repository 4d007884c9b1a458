import Inputs
import Tabular
import Testing

@testable import Datasets

/// Where the rows begin, and the names of the columns: no row is skipped without a note.
struct HeaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let names: [String]
    var rows = 60
    /// A part of the expected note; nil if there must be no note about the lines above the rows.
    var note: String?
    var name = "trees.csv"
  }

  static let cases = [
    Case(
      testDescription: "a commented header", text: Trees.text(header: "# length,width,kind"),
      names: ["length", "width", "kind"]),
    Case(
      testDescription: "comments above a commented header",
      text: "# made by hand\n" + Trees.text(header: "# length,width,kind"),
      names: ["length", "width", "kind"]),
    Case(
      testDescription: "a percent sign before the header",
      text: Trees.text(header: "% length;width;kind") { Trees.row($0).replacing(",", with: ";") },
      names: ["length", "width", "kind"]),
    Case(
      testDescription: "a name that is the sign of a comment",
      text: Trees.text(header: "#,length,kind") {
        "\($0 * $0),\(Trees.numbers($0).length),\(Trees.kinds[$0 % 3])"
      },
      names: ["#", "length", "kind"]),
    Case(
      testDescription: "columns that are counted from 0",
      text: Trees.text(header: "0,1,2") {
        "\(Trees.numbers($0).length),\(Trees.numbers($0).width),\($0 % 3)"
      },
      names: ["0", "1", "2"], note: "'0,1,2', is treated as a header, though its names are numbers"),
    Case(
      testDescription: "the largest whole number in the first row",
      text: Trees.text(header: "\(Int.max),3,1") {
        "\($0 * 7 % 31),\($0 * 5 % 29),\($0 % 3)"
      },
      names: ["column1", "column2", "column3"], rows: 61),
    Case(
      testDescription: "years", text: Trees.text(header: "2019,2020,kind"),
      names: ["2019", "2020", "kind"]),
    Case(
      testDescription: "years over whole numbers",
      text: Trees.text(header: "2019,2020,kind") {
        "\($0 * 7 % 31),\($0 * 5 % 29),\(Trees.kinds[$0 % 3])"
      },
      names: ["2019", "2020", "kind"]),
    Case(
      testDescription: "no header", text: Trees.text(header: nil),
      names: ["column1", "column2", "column3"]),
    Case(
      testDescription: "no header, texts alone",
      text: Trees.text(header: nil) {
        "\(["x", "y"][$0 % 2]),\(["b", "o"][$0 / 2 % 2]),\(Trees.kinds[$0 % 3])"
      },
      names: ["column1", "column2", "column3"]),
    Case(
      testDescription: "a header of texts over texts",
      text: Trees.text(header: "shape,leaf,kind") {
        "\(["x", "y"][$0 % 2]),\(["b", "o"][$0 / 2 % 2]),\(Trees.kinds[$0 % 3])"
      },
      names: ["shape", "leaf", "kind"]),
    Case(
      testDescription: "lines above the header",
      text: "Station series. Frame : N08\nFormat Version,1.1\nBegin,2007\n" + Trees.text(),
      names: ["length", "width", "kind"], note: "lines 1 to 3 are skipped"),
    Case(
      testDescription: "a title above the header", text: "Trees of 2026\n\n" + Trees.text(),
      names: ["length", "width", "kind"], note: "line 1, 'Trees of 2026', is skipped"),
    Case(
      testDescription: "a logger's four lines of header",
      text:
        "\"TOA5\",\"6843\",\"CR3000\"\n\"DAY\",\"NO\",\"Ux\",\"kind\"\n\"TS\",\"RN\",\"m/s\",\"\"\n\"\",\"\",\"Smp\",\"\"\n"
        + Trees.text(header: nil) {
          "\"2026-01-0\(1 + $0 % 9) 13:00\",\($0 * 3 % 50),\(Trees.numbers($0).length),\"\(Trees.kinds[$0 % 3])\""
        },
      names: ["DAY", "NO", "Ux", "kind"],
      note: "line 3, 'TS,RN,m/s,', is treated as part of the header"),
    Case(
      testDescription: "a line above rows without a header",
      text: "|1x3 Cross validator\n" + Trees.text(header: nil),
      names: ["column1", "column2", "column3"],
      note: "line 1, '|1x3 Cross validator', is skipped"),
    Case(
      testDescription: "R's names of rows",
      text: Trees.text(header: "\"length\" \"width\" \"kind\"") {
        "\"plot\($0)\" " + Trees.row($0).replacing(",", with: " ")
      },
      names: ["row-name", "length", "width", "kind"], name: "trees.txt"),
    Case(
      testDescription: "a delimiter at the end of every row",
      text: Trees.text { Trees.row($0) + "," }, names: ["length", "width", "kind"]),
    Case(
      testDescription: "a delimiter at the end of every row and of the header",
      text: Trees.text(header: "length,width,kind,") { Trees.row($0) + "," },
      names: ["length", "width", "kind"]),
    Case(
      testDescription: "a delimiter at the end of the header alone",
      text: Trees.text(header: "length,width,kind,"), names: ["length", "width", "kind"]),
    Case(
      testDescription: "two delimiters at the end of every row",
      text: Trees.text { Trees.row($0) + ",," }, names: ["length", "width", "kind"]),
    Case(
      testDescription: "two delimiters at the end of every row, one at that of the header",
      text: Trees.text(header: "length,width,kind,") { Trees.row($0) + ",," },
      names: ["length", "width", "kind"]),
    Case(
      testDescription: "a name that looks like a missing value",
      text: Trees.text(header: "RI,Na,Type"), names: ["RI", "Na", "Type"]),
    Case(
      testDescription: "a title beside empty fields",
      text: "Title,,,\n"
        + Trees.text(header: "x,1,y,kind") { "\($0 % 7).5,\(Trees.row($0))" },
      names: ["x", "1", "y", "kind"], note: "line 1, 'Title,,,', is skipped"),
    Case(
      testDescription: "a title of several words above quoted fields",
      text: "My big report\n"
        + Trees.text(header: "\"a\",\"b\",\"kind\"") { row in
          "\"\(Trees.numbers(row).length)\",\"\(row % 9)\",\"\(Trees.kinds[row % 3])\""
        },
      names: ["a", "b", "kind"], note: "line 1, 'My big report', is skipped"),
    Case(
      testDescription: "names of rows below names that are numbers",
      text: Trees.text(header: "2001,2002,kind") { "r\($0),\(Trees.row($0))" },
      names: ["row-name", "2001", "2002", "kind"]),
    Case(
      testDescription: "tabs between fields with blanks",
      text: Trees.text(header: nil) { row in
        "\(Trees.numbers(row).length)\t\(row % 11) kg\t\(Trees.kinds[row % 3])"
      },
      names: ["column1", "column2", "column3"], name: "trees.txt"),
    Case(
      testDescription: "blanks between fields with decimal commas",
      text: Trees.text(header: nil) {
        Trees.row($0).replacing(",", with: " ").replacing(".", with: ",")
      },
      names: ["column1", "column2", "column3"], name: "trees.txt"),
    Case(
      testDescription: "Excel's line that names the delimiter",
      text: "sep=;\n"
        + Trees.text(header: "length;width;kind") { Trees.row($0).replacing(",", with: ";") },
      names: ["length", "width", "kind"]),
    Case(
      testDescription: "rows of nothing but delimiters", text: Trees.text() + ",,\n,,\n",
      names: ["length", "width", "kind"],
      note: "2 rows have only delimiters and are skipped (the first is line 62)"),
    Case(
      testDescription: "comments amid the rows",
      text: "# trees\n" + Trees.text() + "# the rest is of 2025\n" + Trees.text(header: nil),
      names: ["length", "width", "kind"], rows: 120,
      note:
        "2 lines look like comments and are skipped (the first among the rows is line 63)"),
  ]

  @Test(arguments: cases)
  func theFirstRowIsFound(case: Case) throws {
    let found = try Inspection(`case`.text, name: `case`.name)
    #expect(found.names == `case`.names)
    #expect(found.dataset.rows == `case`.rows)
    if let note = `case`.note { #expect(found.warnings.contains(note), "\(found.warnings)") }
    let isSkipped =
      found.warnings.contains("skipped") || found.warnings.contains("part of")
    #expect(isSkipped == (`case`.note?.contains("skipped") ?? false) || `case`.note != nil)
  }

  @Test(arguments: [
    (
      "length,width,kind\nNone,5.26,oak\n",
      #"trees.csv:2: expected a number in each field of 'length', found "None""#
    ),
    (
      "length,width,kind\nNone,None,oak\n",
      #"trees.csv:2: expected a number in each field of 'length', found "None""#
    ),
    (
      "None,5.26,oak\n", #"trees.csv:1: expected a number in each field of 'column1', found "None""#
    ),
    ("length,width,kind\n1.14,5.26\n", #"trees.csv:2:3: expected 3 fields, found "2""#),
    ("1.14,5.26\n", #"trees.csv:1:3: expected 3 fields, found "2""#),
    ("length,width,kind\n1.14,5.26,oak,\n", #"trees.csv:2:4: expected 3 fields, found "4""#),
    ("#N/A,3,oak\n", ##"trees.csv:1: expected a number in each field of 'column1', found "#N/A""##),
    (
      "length,width,kind\n\\N,5.26,oak\n",
      #"trees.csv:2: expected a number in each field of 'length', found "\N""#
    ),
  ])
  func theFirstRowsAreChecked(top: String, expected: String) {
    let found = message { _ = try Inspection(top + Trees.text(header: nil)) }
    #expect(found.hasPrefix(expected), "\(found)")
  }

  @Test func aDelimiterAtTheEndOfSomeRowsIsNamed() {
    let found = message {
      _ = try Inspection(Trees.text(header: nil) { Trees.row($0) + ($0 % 3 == 2 ? "" : ",") })
    }
    #expect(
      found.hasPrefix("trees.csv:3: expected a delimiter at the end of the row, as in the others"),
      "\(found)")
  }

  /// A row may have the same numbers as the header.
  @Test func aRowLikeANumericHeaderIsARow() throws {
    let text = Trees.text(header: "0,1,2") { "\($0 % 4),\($0 * 7 % 5),\($0 % 3)" }
    #expect(try Inspection(text).dataset.rows == 60)
  }

  @Test func aRepeatedHeaderOfCategoriesIsAnError() {
    let text = Trees.text(header: "size,colour,kind") { row in
      "\(["S", "M", "L"][row * 7 % 3]),\(["red", "blue"][row % 2]),\(Trees.kinds[row % 3])"
    }
    let found = message { _ = try Inspection(text + text) }
    #expect(
      found.hasPrefix(#"trees.csv:62: expected a row of data, found "the header again""#),
      "\(found)")
  }

  @Test func aRepeatedHeaderIsAnError() {
    let found = message { _ = try Inspection(Trees.text() + Trees.text()) }
    #expect(
      found == #"trees.csv:62: expected a row of data, found "the header again"; remove this line"#)
  }

  @Test func theUserDecides() throws {
    let text = Trees.text(header: "0,1,2") {
      "\(Trees.numbers($0).length),\(Trees.numbers($0).width),\($0 % 3)"
    }
    let without = try Inspection(text, hints: TableHints(hasHeader: false))
    #expect(without.dataset.rows == 61)
    let with = try Inspection(Trees.text(header: nil), hints: TableHints(hasHeader: true))
    #expect(with.dataset.rows == 59)
    #expect(with.names == Trees.row(0).split(separator: ",").map(String.init))
  }
}
