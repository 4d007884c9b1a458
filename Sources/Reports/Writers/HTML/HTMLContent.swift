import Inputs

/// The parts of a page, written one after the other, with what is counted over all of them.
struct HTMLContent {
  /// A section that the table of contents has.
  struct Entry: Hashable, Sendable {
    let id: String
    let heading: InlineText
  }

  private let pictures: [String: String]
  /// The headings around the part that is being written, that of the document first.
  private var headings: [InlineText]
  private var tables = 0
  private var figures = 0
  private var ids: Set<String> = ["content"]
  /// The sections of the highest rank so far.
  private(set) var sections: [Entry] = []
  /// Whether a table so far can be sorted.
  private(set) var isSortable = false

  init(of document: Document, pictures: [String: String]) {
    self.pictures = pictures
    headings = [document.title]
  }

  /// - Parameter rank: that of the heading above.
  mutating func write(_ block: Block, rank: Int) -> String {
    switch block {
    case .paragraph(let text): return "<p>\(text.html)</p>\n"
    case .list(let items):
      return "<ul>\n\(items.map { "<li>\($0.html)</li>\n" }.joined())</ul>\n"
    case .table(let table): return write(table)
    case .figure(let figure): return write(figure)
    case .preformatted(let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      // A page leaves the first line out if it is empty.
      let escaped = lines.map { XMLText.escaped(String($0)) }.joined(separator: "\n")
      return "<pre tabindex=\"0\"><code>\(escaped)</code></pre>\n"
    case .section(let section): return write(section, rank: rank + 1)
    }
  }

  private mutating func write(_ section: Section, rank: Int) -> String {
    let id = id(of: section.heading)
    if rank == 2 { sections.append(Entry(id: id, heading: section.heading)) }
    headings.append(section.heading)
    defer { headings.removeLast() }
    let blocks = section.blocks.map { write($0, rank: rank) }.joined()
    let element = "h\(min(rank, 6))"
    return """
      <section aria-labelledby="\(id)">
      <\(element) id="\(id)">\(section.heading.html)</\(element)>
      \(blocks)</section>

      """
  }

  /// The heading's letters and digits; a number tells apart what would be the same.
  private mutating func id(of heading: InlineText) -> String {
    let words = heading.plain().lowercased().split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
    let name = words.isEmpty ? "section" : words.joined(separator: "-").prefix(60)[...]
    var id = String(name)
    var number = 2
    while !ids.insert(id).inserted {
      id = "\(name)-\(number)"
      number += 1
    }
    return id
  }

  /// What a table is called, by the innermost heading around it.
  private mutating func write(_ table: Table) -> String {
    tables += 1
    let html = HTMLTable(
      table, label: "Table \(tables)", title: headings.last { !$0.isEmpty } ?? "")
    isSortable = isSortable || html.isSortable
    return html.text
  }

  private mutating func write(_ figure: FigureReference) -> String {
    guard let svg = pictures[figure.path] else {
      return "<p>\(HTMLLink.text(figure.caption.html, to: figure.path + ".svg"))</p>\n"
    }
    figures += 1
    return """
      <figure>
      <div class="picture" tabindex="0" role="group" aria-label="Figure \(figures)">
      \(svg)</div>
      <figcaption>Figure \(figures). \(figure.caption.html)</figcaption>
      </figure>

      """
  }
}
