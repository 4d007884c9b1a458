/// Comma-separated text as RFC 4180 has it, with lines ended by a newline.
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
      text += Self.quoted(field)
    }
    text += "\n"
  }

  private static let specials = Set(",\"\r\n".utf8)

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { specials.contains($0) }) else { return field }
    return "\"\(field.replacing("\"", with: "\"\""))\""
  }
}
