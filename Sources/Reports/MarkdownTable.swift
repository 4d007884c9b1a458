/// A table in Markdown whose columns line up in plain text too. The cells are Markdown themselves.
public struct MarkdownTable: Hashable, Sendable {
  let header: [String]
  var rows: [[String]] = []

  /// The lines of the table, each ended by a newline.
  var text: String {
    let widths = header.indices.map { column in
      max(3, ([header] + rows).map { $0[column].count }.max() ?? 3)
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return "| \(padded.joined(separator: " | ")) |\n"
    }
    let rule = "| \(widths.map { String(repeating: "-", count: $0) }.joined(separator: " | ")) |\n"
    return line(header) + rule + rows.map(line).joined()
  }
}
