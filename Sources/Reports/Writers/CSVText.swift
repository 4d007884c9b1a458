import Experiments
import Inputs
import Runs

/// Comma-separated text, one line a record, whose fields are as ``CSVField`` has them.
package struct CSVText: Sendable {
  package private(set) var text: String
  private let columns: Int

  package init(header: [String], rows: [[String]] = []) {
    columns = header.count
    text = ""
    append(header)
    for row in rows { append(row) }
  }

  /// Appends a row for each of `elements`, in their order, which several threads make.
  mutating func append<Element: Sendable>(
    _ elements: [Element], row: @Sendable (Element) -> [String]
  ) {
    let empty = CSVText(columns: columns)
    for piece in Pieces(of: elements.count).map({ range in
      var piece = empty
      for element in elements[range] { piece.append(row(element)) }
      return piece
    }) {
      text += piece.text
    }
  }

  private init(columns: Int) {
    self.columns = columns
    text = ""
  }

  mutating func append(_ fields: [String]) {
    precondition(fields.count == columns, "CSVText: \(fields.count) fields for \(columns) columns")
    for (index, field) in fields.enumerated() {
      if index > 0 { text += "," }
      text += CSVField.escaped(field)
    }
    text += "\n"
  }
}
