import Inputs

/// A table of a page.
struct HTMLTable {
  private let table: Table
  private let label: String
  private let title: InlineText
  private let numeric: [Bool]
  /// Whether rows can be sorted: there are some, and a column has one kind of quantity in all of them. A table of
  /// measures, whose rows are of different kinds, stays as it is.
  let isSortable: Bool

  /// - Parameters:
  ///   - label: what the table is called, such as `Table 3`.
  ///   - title: what it is about.
  init(_ table: Table, label: String, title: InlineText) {
    self.table = table
    self.label = label
    self.title = title
    let kinds = table.columns.indices.map { column in Self.kinds(table.rows.map { $0[column] }) }
    numeric = kinds.map { !$0.isEmpty && !$0.contains(nil) }
    isSortable = table.rows.count > 1 && kinds.contains { $0.count == 1 && !$0.contains(nil) }
  }

  /// How the quantities of a column are shown; nil where a cell has something else.
  private static func kinds(_ cells: [Cell]) -> Set<String?> {
    Set(
      cells.compactMap { cell -> String?? in
        switch cell {
        case .missing: nil
        case .text: .some(nil)
        case .quantity(let quantity): quantity.kind
        }
      })
  }

  /// The table in a container of its own, which scrolls where the page is narrower.
  var text: String {
    let about = title.isEmpty ? "" : " \(title.html)"
    return """
      <div class="table" tabindex="0" role="group" aria-label="\(label)">
      <table>
      <caption>\(label).\(about)</caption>
      <thead><tr>\(zip(table.columns, numeric).map(header).joined())</tr></thead>
      <tbody>
      \(table.rows.map { "<tr>\(cells($0))</tr>\n" }.joined())</tbody>
      </table>
      </div>

      """
  }

  private func header(_ column: Table.Column, isNumeric: Bool) -> String {
    let mark = isNumeric ? " class=\"n\"" : ""
    // What has no title is no header: the corner above the names of rows.
    guard !column.title.isEmpty else { return "<td\(mark)></td>" }
    let isFirst = column.id == table.columns.first?.id
    let sort = isSortable && (isNumeric || isFirst) ? " data-sort" : ""
    return "<th scope=\"col\"\(mark)\(sort)>\(column.title.html)</th>"
  }

  private func cells(_ row: [Cell]) -> String {
    zip(row, numeric).enumerated().map { index, column in
      let (cell, isNumeric) = column
      if index == 0, !cell.text.isEmpty { return "<th scope=\"row\">\(cell.text.html)</th>" }
      // A quantity stands on one line, whatever its column has besides.
      let mark = isNumeric ? " class=\"n\"" : cell.isQuantity ? " class=\"q\"" : ""
      let value = isSortable && isNumeric ? cell.value.map { " data-value=\"\($0)\"" } ?? "" : ""
      return "<td\(mark)\(value)>\(cell.text.html)</td>"
    }.joined()
  }
}

extension Cell {
  fileprivate var isQuantity: Bool {
    if case .quantity = self { true } else { false }
  }

  /// What rows are sorted by.
  fileprivate var value: Double? {
    guard case .quantity(let quantity) = self else { return nil }
    let value: Double =
      switch quantity {
      case .count(let count, _): Double(count)
      case .number(let value, _), .spread(let value, _, _, _), .difference(let value, _, _): value
      case .interval(let interval, _): interval.lowerBound
      case .pValue(let value), .duration(let value): value
      }
    return value.isFinite ? value : nil
  }
}

extension Quantity {
  /// Two quantities of one kind can be compared.
  fileprivate var kind: String {
    switch self {
    case .count: "count"
    case .number(_, let style), .spread(_, _, _, let style): "number \(style)"
    case .interval(_, let style): "interval \(style)"
    case .difference(_, _, let style): "difference \(style)"
    case .pValue: "p-value"
    case .duration: "duration"
    }
  }
}
