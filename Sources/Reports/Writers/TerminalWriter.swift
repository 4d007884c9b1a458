import Inputs

/// Writes documents for a terminal: what would move its cursor or change its colours is spelled out.
public struct TerminalWriter: DocumentWriter {
  /// How tables look.
  public enum Tables: Hashable, Sendable {
    /// Columns line up, two spaces between them.
    case aligned
    /// Columns line up between bars, with a rule below the header.
    case ruled
  }

  private let tables: Tables

  /// A writer whose tables look like this.
  public init(tables: Tables = .aligned) {
    self.tables = tables
  }

  /// Titles and headings are lines of their own; a picture is where it lies.
  public func write(_ document: Document) -> String {
    let title = document.title.isEmpty ? [] : [text(document.title) + "\n"]
    return (title + document.blocks.map(write)).joined(separator: "\n")
  }

  /// A table with its header, each line ended by a newline.
  public func write(_ table: Table) -> String {
    let lines =
      [table.columns.map { text($0.title) }] + table.rows.map { $0.map { text($0.text) } }
    let widths = table.columns.indices.map { column in
      max(tables == .ruled ? 3 : 0, lines.map { $0[column].count }.max() ?? 0)
    }
    let padded = lines.map { cells in
      table.columns.indices.map { column in
        let blank = String(repeating: " ", count: widths[column] - cells[column].count)
        // Between bars words and numbers share a column.
        return tables == .aligned && table.columns[column].alignment == .trailing
          ? blank + cells[column] : cells[column] + blank
      }
    }
    switch tables {
    case .aligned:
      return padded.map { cells in
        var line = cells.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line + "\n"
      }.joined()
    case .ruled:
      let rule = widths.map { String(repeating: "-", count: $0) }
      return ([padded[0], rule] + padded.dropFirst()).map {
        "| \($0.joined(separator: " | ")) |\n"
      }.joined()
    }
  }

  private func write(_ block: Block) -> String {
    switch block {
    case .paragraph(let text): self.text(text) + "\n"
    case .list(let items): items.map { "- \(text($0))\n" }.joined()
    case .table(let table): write(table)
    case .figure(let figure): "\(text(figure.caption)): \(TerminalText.line(figure.path)).svg\n"
    case .preformatted(let text): TerminalText.lines(text.hasSuffix("\n") ? text : text + "\n")
    case .section(let section):
      ([text(section.heading) + "\n"] + section.blocks.map(write)).joined(separator: "\n")
    }
  }

  private func text(_ text: InlineText) -> String {
    text.pieces.map { piece in
      // Only the end of a line in the text itself is one.
      if case .lineEnd = piece { return "\n" }
      return TerminalText.line(InlineText([piece]).plain { "`\($0)`" })
    }.joined()
  }
}
