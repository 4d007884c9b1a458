import Inputs

/// Writes the tables of documents as CSV for spreadsheets and data frames, numbers in full precision.
///
/// A document becomes one table in long form, a line for each cell: tables of any shape fit it, and a filter picks out
/// one of them. A single ``Table`` becomes a file of its own shape, a line for each row. Paragraphs and pictures are
/// left out.
public struct CSVWriter: DocumentWriter {
  /// A writer.
  public init() {}

  /// A line for each cell of each table: the headings that the table stands under, the table's identifier and its
  /// number in the document, from 1; the row, from 1, and the text of its first cell; the column's identifier and
  /// title; the cell as people read it; and its quantity, if it is one: `value`, what stands behind ±, and the bounds
  /// of an interval. Shares are shares, whatever the text shows them in, and times are seconds.
  public func write(_ document: Document) -> String {
    var csv = CSVText(header: [
      "section", "table", "number", "row", "row_title", "column", "column_title", "text",
      "value", "plus_minus", "low", "high",
    ])
    for (number, (headings, table)) in Self.tables(document.blocks, under: []).enumerated() {
      for (place, row) in table.rows.enumerated() {
        for (column, cell) in zip(table.columns, row) {
          let numbers = Numbers(cell)
          csv.append([
            headings.joined(separator: " / "), table.id, "\(number + 1)", "\(place + 1)",
            row[0].text.plain(), column.id, column.title.plain(), cell.text.plain(),
            numbers.value, numbers.plusMinus, numbers.low, numbers.high,
          ])
        }
      }
    }
    return csv.text
  }

  /// A line for each row, under the identifiers of the columns. A column with quantities has columns behind it for
  /// what stands behind ± and for intervals, `ID_plus_minus`, `ID_low` and `ID_high`, where a cell has some. What is
  /// missing is empty.
  public func write(_ table: Table) -> String {
    let numbers = table.rows.map { $0.map(Numbers.init) }
    let parts: [(suffix: String, value: (Numbers) -> String)] = [
      ("_plus_minus", \.plusMinus), ("_low", \.low), ("_high", \.high),
    ]
    let shown = table.columns.indices.map { column in
      parts.filter { part in numbers.contains { !part.value($0[column]).isEmpty } }
    }
    var csv = CSVText(
      header: zip(table.columns, shown).flatMap { column, parts in
        [column.id] + parts.map { column.id + $0.suffix }
      })
    for (row, numbers) in zip(table.rows, numbers) {
      let fields = table.columns.indices.flatMap { column -> [String] in
        [Self.field(row[column], numbers[column])]
          + shown[column].map { part in part.value(numbers[column]) }
      }
      csv.append(fields)
    }
    return csv.text
  }

  private static func field(_ cell: Cell, _ numbers: Numbers) -> String {
    switch cell {
    case .text(let text): text.plain()
    case .quantity: numbers.value
    case .missing: ""
    }
  }

  private static func tables(
    _ blocks: [Block], under headings: [String]
  ) -> [(headings: [String], table: Table)] {
    blocks.flatMap { block -> [(headings: [String], table: Table)] in
      switch block {
      case .table(let table): return [(headings, table)]
      case .section(let section):
        return tables(section.blocks, under: headings + [section.heading.plain()])
      case .paragraph, .list, .figure, .preformatted: return []
      }
    }
  }

  /// The numbers of a cell, each the fewest digits that give it again; empty where there is none.
  private struct Numbers {
    var value = ""
    var plusMinus = ""
    var low = ""
    var high = ""

    init(_ cell: Cell) {
      guard case .quantity(let quantity) = cell else { return }
      switch quantity {
      case .count(let count, _): value = "\(count)"
      case .number(let number, _), .pValue(let number), .duration(let number): value = "\(number)"
      case .spread(let number, let deviation, let interval, _):
        value = "\(number)"
        plusMinus = "\(deviation)"
        bound(interval)
      case .interval(let interval, _): bound(interval)
      case .difference(let number, let interval, _):
        value = "\(number)"
        bound(interval)
      }
    }

    private mutating func bound(_ interval: ClosedRange<Double>?) {
      low = interval.map { "\($0.lowerBound)" } ?? ""
      high = interval.map { "\($0.upperBound)" } ?? ""
    }
  }
}
