import Foundation
import Testing

@testable import Reports

/// Tables for a terminal: never wider than it is.
struct TerminalTableTests {
  private static func table(columns: Int, id: String = "method") -> Table {
    Table(
      "wide",
      columns: [Table.Column(id, id == "measure" ? "" : "method")]
        + (1...columns).map { Table.Column("m\($0)", "\(words: "method \($0)")") },
      rows: [
        ["Test accuracy %"]
          + (1...columns).map {
            .quantity(
              .spread(Double($0) / 100, plusMinus: 0.001, interval: 0.01...0.02, .percent()))
          },
        ["Setting"]
          + (1...columns).map { _ in "hidden 128, L2 0.0001, batch 16 (5x); others (3x)" },
      ])
  }

  @Test(arguments: [20, 40, 60, 80, 100, 200], ["method", "measure"])
  func noLineIsWiderThanTheTerminal(width: Int, id: String) {
    for columns in [1, 3, 9] {
      for tables in [TerminalWriter.Tables.aligned, .ruled] {
        let text = TerminalWriter(tables: tables, width: width).write(
          Self.table(columns: columns, id: id))
        for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
        // Nothing is lost.
        #expect(text.components(separatedBy: "\(columns).00").count >= 2)
      }
    }
  }

  @Test func aTableThatFitsIsAsItWas() {
    let table = Self.table(columns: 3)
    #expect(
      TerminalWriter(tables: .ruled, width: 500).write(table)
        == TerminalWriter(tables: .ruled).write(table))
  }

  @Test func cellsAreWrappedBetweenWords() {
    let table = Table(
      "t", columns: [Table.Column("measure", ""), Table.Column("a", "A")],
      rows: [["Setting", "hidden 128, L2 0.0001"], ["Accuracy", "99.85 ± 0.27 [99.50, 100.00]"]])
    #expect(
      TerminalWriter(tables: .ruled, width: 32).write(table) == """
        |          | A                 |
        | -------- | ----------------- |
        | Setting  | hidden 128, L2    |
        |          | 0.0001            |
        | Accuracy | 99.85 ± 0.27      |
        |          | [99.50, 100.00]   |

        """)
  }

  /// Rows become lists where methods have rows, columns where they have columns.
  @Test func whatDoesNotFitIsStacked() {
    let rows = TerminalWriter(tables: .ruled, width: 40).write(Self.table(columns: 9))
    #expect(rows.hasPrefix("Test accuracy %\n  method 1: 1.00 ± 0.10 [1.00, 2.00]\n"), "\(rows)")
    let columns = TerminalWriter(tables: .ruled, width: 40).write(
      Self.table(columns: 9, id: "measure"))
    #expect(
      columns.hasPrefix("method 1\n  Test accuracy %: 1.00 ± 0.10 [1.00,\n    2.00]\n  Setting: "),
      "\(columns)")
  }

  @Test func paragraphsAndListsAreWrapped() {
    let text = TerminalWriter(width: 20).write(
      Document(blocks: [
        .paragraph("one two three four five six"), .list(["one two three four five"]),
      ]))
    #expect(text == "one two three four\nfive six\n\n- one two three four\n  five\n")
  }
}
