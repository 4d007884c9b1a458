import Inputs

/// A table for a terminal: columns line up, two spaces between them.
package struct AlignedTable: Hashable, Sendable {
  let header: [String]
  let rows: [[String]]

  package init(header: [String], rows: [[String]]) {
    self.header = header.map(TerminalText.line)
    self.rows = rows.map { $0.map(TerminalText.line) }
  }

  /// The lines of the table, each ended by a newline. Numbers are flush right.
  package var text: String {
    let columns = header.indices.map { column in
      (
        width: ([header] + rows).map { $0[column].count }.max() ?? 0,
        isNumeric: rows.allSatisfy { Double($0[column]) != nil }
      )
    }
    return ([header] + rows).map { cells in
      let padded = zip(cells, columns).map { cell, column in
        let blank = String(repeating: " ", count: column.width - cell.count)
        return column.isNumeric ? blank + cell : cell + blank
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
