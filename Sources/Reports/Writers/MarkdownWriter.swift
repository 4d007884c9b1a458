import Inputs

/// Writes documents as Markdown, of CommonMark with GitHub's tables. Tables line up in plain text, too; how their
/// columns are aligned is not written, since one column can have words and numbers.
public struct MarkdownWriter: DocumentWriter {
  /// A writer.
  public init() {}

  /// The title is a heading of rank 1, and pictures are of the ending `svg`.
  public func write(_ document: Document) -> String {
    let title = document.title.isEmpty ? [] : [heading(document.title, rank: 1)]
    return (title + document.blocks.map { write($0, rank: 1) }).joined(separator: "\n")
  }

  /// A table with its header, each line ended by a newline.
  public func write(_ table: Table) -> String {
    let header = table.columns.map { text($0.title) }
    let rows = table.rows.map { $0.map { text($0.text) } }
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

  /// - Parameter rank: that of the heading above.
  private func write(_ block: Block, rank: Int) -> String {
    switch block {
    case .paragraph(let text): start(text) + "\n"
    case .list(let items): items.map { "- \(start($0))\n" }.joined()
    case .table(let table): write(table)
    case .figure(let figure): "!\(link(figure.caption, to: figure.path + ".svg"))\n"
    case .preformatted(let text): fenced(text)
    case .section(let section):
      ([heading(section.heading, rank: rank + 1)]
        + section.blocks.map { write($0, rank: rank + 1) }).joined(separator: "\n")
    }
  }

  private func heading(_ text: InlineText, rank: Int) -> String {
    "\(String(repeating: "#", count: min(rank, 6))) \(start(text))\n"
  }

  /// A text where a line begins.
  private func start(_ text: InlineText) -> String {
    let line = self.text(text)
    switch text.pieces.first {
    case .words?, .quantity?: return Self.unmarked(line)
    // Names are escaped for every place; what else there is begins with its own mark.
    default: return line
    }
  }

  /// `line` as one that begins with no mark of a heading, a list or a rule.
  private static func unmarked(_ line: String) -> String {
    guard let first = line.first else { return line }
    let digits = line.prefix { ("0"..."9").contains($0) }
    let rest = line.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, ".)".contains(mark) {
      let isItem = rest.dropFirst().first?.isWhitespace ?? true
      return isItem ? "\(digits)\\\(rest)" : line
    }
    // A sign before a number is no mark: no blank stands behind it.
    let isSign = "+-".contains(first) && line.dropFirst().first?.isNumber ?? false
    return "#+-=:".contains(first) && !isSign ? "\\" + line : line
  }

  private func text(_ text: InlineText) -> String { text.pieces.map(inline).joined() }

  private func inline(_ piece: Inline) -> String {
    switch piece {
    case .words(let words): Self.escaped(words)
    case .name(let name): MarkdownText.plain(name)
    case .code(let code): MarkdownText.code(code)
    case .strong(let strong): "**\(text(strong))**"
    case .link(let text, let target): link(text, to: target)
    case .quantity(let quantity): quantity.text
    case .lineEnd: "\n"
    }
  }

  private func link(_ text: InlineText, to target: String) -> String {
    "[\(self.text(text))](\(AddressText.escaped(target)))"
  }

  /// Lines of code between fences that none of them ends.
  private func fenced(_ text: String) -> String {
    let lines = TerminalText.lines(text)
    let longest = lines.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\n\(lines)\(lines.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  /// Our own words: what would be markup in them is none.
  private static func escaped(_ words: String) -> String {
    words.spellingHazards().unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "|": result += "&#124;"
      case "\\", "`", "*", "_", "~", "$": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }.replacing("](", with: "]\\(")
  }
}
