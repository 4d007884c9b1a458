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
  private let width: Int?

  /// A writer whose tables look like this.
  /// - Parameter width: the columns of the terminal, which no line is longer than; nil for lines of any length.
  public init(tables: Tables = .aligned, width: Int? = nil) {
    self.tables = tables
    self.width = width.map { max(20, $0) }
  }

  /// Titles and headings are lines of their own; a picture is where it lies.
  public func write(_ document: Document) -> String {
    let title = document.title.isEmpty ? [] : [text(document.title) + "\n"]
    return (title + document.blocks.map(write)).joined(separator: "\n")
  }

  /// A table with its header, each line ended by a newline.
  public func write(_ table: Table) -> String {
    TerminalTable(
      lines: [table.columns.map { text($0.title) }] + table.rows.map { $0.map { text($0.text) } },
      isTrailing: table.columns.map { $0.alignment == .trailing }, isRuled: tables == .ruled,
      hasMeasures: table.columns.first?.id == "measure", width: width
    ).text
  }

  private func write(_ block: Block) -> String {
    switch block {
    case .paragraph(let text): lines(self.text(text))
    case .list(let items): items.map { lines(text($0), after: "- ") }.joined()
    case .table(let table): write(table)
    case .figure(let figure): "\(text(figure.caption)): \(TerminalText.line(figure.path)).svg\n"
    case .preformatted(let text): TerminalText.lines(text.hasSuffix("\n") ? text : text + "\n")
    case .section(let section):
      ([lines(text(section.heading))] + section.blocks.map(write)).joined(separator: "\n")
    }
  }

  /// A text in lines that fit, those after the first indented as far as the mark before it is long.
  private func lines(_ text: String, after mark: String = "") -> String {
    guard let width else { return mark + text + "\n" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      LineWrapping.wrapped(String($0), to: width - mark.count, isIndented: true)
    }
    let indent = String(repeating: " ", count: mark.count)
    return lines.enumerated().map { ($0 == 0 ? mark : indent) + $1 + "\n" }.joined()
  }

  private func text(_ text: InlineText) -> String {
    text.pieces.map { piece in
      // Only the end of a line in the text itself is one.
      if case .lineEnd = piece { return "\n" }
      return TerminalText.line(InlineText([piece]).plain { "`\($0)`" })
    }.joined()
  }
}
