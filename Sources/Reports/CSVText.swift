import Inputs

/// Comma-separated text, one line a record, whose fields are as ``CSVField`` has them.
package struct CSVText {
  package private(set) var text: String
  private let columns: Int

  package init(header: [String], rows: [[String]] = []) {
    columns = header.count
    text = ""
    append(header)
    for row in rows { append(row) }
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
