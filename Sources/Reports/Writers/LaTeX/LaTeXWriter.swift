import Inputs

/// Writes documents as LaTeX that needs no package but booktabs, and only ASCII. Tables that are wider than a page come
/// in several parts; pictures are named.
public struct LaTeXWriter: DocumentWriter {
  /// LaTeX before the title, and after the content.
  private let preamble, end: String

  /// A writer.
  public init() { self.init(preamble: "", end: "") }

  /// - Parameters:
  ///   - preamble: LaTeX between the packages and the document.
  ///   - end: LaTeX after the content.
  init(preamble: String, end: String) {
    self.preamble = preamble
    self.end = end
  }

  /// A document of the class `article`.
  public func write(_ document: Document) -> String {
    var content = LaTeXContent(title: document.title)
    let blocks = document.blocks.map { content.write($0, rank: 1) }.joined(separator: "\n")
    let title =
      document.title.isEmpty
      ? "" : "\\title{\(document.title.latex)}\n\\author{}\n\\date{}\n\\maketitle\n\n"
    return """
      \\documentclass{article}
      \\usepackage{booktabs}
      \\emergencystretch=3em
      \(preamble)\\begin{document}
      \(title)\(blocks)\(end)\\end{document}

      """
  }
}

/// The parts of a document, written one after the other, with what is counted over all of them.
private struct LaTeXContent {
  /// The headings around the part that is being written, that of the document first.
  private var headings: [InlineText]
  private var tables = 0

  init(title: InlineText) { headings = [title] }

  /// - Parameter rank: that of the heading above.
  mutating func write(_ block: Block, rank: Int) -> String {
    switch block {
    case .paragraph(let text): return text.latex + "\n"
    case .list(let items):
      guard !items.isEmpty else { return "" }
      let lines = items.map { "  \\item \($0.latex)\n" }.joined()
      return "\\begin{itemize}\n\(lines)\\end{itemize}\n"
    case .table(let table):
      let parts = LaTeXTable(table, title: headings.last { !$0.isEmpty } ?? "").parts
      tables += 1
      return parts.enumerated().map { index, part in
        part.text(number: tables, part: index + 1, of: parts.count)
      }.joined(separator: "\n")
    case .figure(let figure):
      return "Picture: \(figure.caption.latex) (\(LaTeXText.code(figure.path + ".svg"))).\n"
    case .preformatted(let text):
      let lines = (text.hasSuffix("\n") ? text.dropLast() : text[...])
        .split(separator: "\n", omittingEmptySubsequences: false)
      let code = lines.map { "\\mbox{}" + LaTeXText.plain(String($0)).replacing("  ", with: "~~") }
        .joined(separator: "\\\\\n")
      return "\\begin{flushleft}\\ttfamily\n\(code)\n\\end{flushleft}\n"
    case .section(let section): return write(section, rank: rank + 1)
    }
  }

  private mutating func write(_ section: Section, rank: Int) -> String {
    headings.append(section.heading)
    defer { headings.removeLast() }
    let before = tables
    let commands = ["section", "subsection", "subsubsection", "paragraph"]
    let command = commands[min(rank - 2, commands.count - 1)]
    let blocks = section.blocks.map { write($0, rank: rank) }
    // LaTeX holds few tables back: those of a section come before the next.
    let page = rank == 2 && tables > before ? ["\\clearpage\n"] : []
    return (["\\\(command){\(section.heading.latex)}\n"] + blocks + page).joined(separator: "\n")
  }
}

extension InlineText {
  /// The text as LaTeX has it, on one line.
  var latex: String {
    pieces.map { piece in
      switch piece {
      case .words(let text), .name(let text): LaTeXText.plain(text)
      case .code(let text): LaTeXText.code(text)
      case .strong(let text): "\\textbf{\(text.latex)}"
      case .link(let text, _): text.latex
      case .quantity(let quantity): LaTeXText.plain(quantity.text)
      case .lineEnd: " "
      }
    }.joined()
  }
}
