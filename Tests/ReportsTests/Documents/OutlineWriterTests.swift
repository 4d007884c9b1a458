import Testing

@testable import Experiments
import Reports

/// A format that the library does not have, of what is public: a report is written in it without a change elsewhere.
struct OutlineWriter: DocumentWriter {
  func write(_ document: Document) -> String {
    (["= \(text(document.title))"] + lines(document.blocks, depth: 1)).joined(separator: "\n")
  }

  private func lines(_ blocks: [Block], depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    return blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let text): ["\(indent)\(self.text(text))"]
      case .list(let items): items.map { "\(indent)* \(text($0))" }
      case .table(let table):
        table.rows.flatMap { row in
          zip(table.columns, row).map { column, cell in
            "\(indent)\(table.id).\(column.id) = \(text(cell.text))"
          }
        }
      case .figure(let figure): ["\(indent)(\(figure.path))"]
      case .preformatted(let text): ["\(indent)\(text)"]
      case .section(let section):
        ["\(indent)+ \(text(section.heading))"] + lines(section.blocks, depth: depth + 1)
      }
    }
  }

  private func text(_ text: InlineText) -> String {
    text.pieces.map { piece in
      switch piece {
      case .words(let text), .name(let text), .code(let text): text
      case .strong(let text), .link(let text, _): self.text(text)
      case .quantity(let quantity): quantity.text
      case .lineEnd: " "
      }
    }.joined()
  }
}

struct OutlineWriterTests {
  @Test func aReportIsWrittenInANewFormat() async throws {
    try await ReportTests().withRun(datasets: ["car", "mine"]) { folder in
      let report = try Report(of: folder)
      let outline = OutlineWriter().write(report.document)
      #expect(outline.hasPrefix("= Comparison on 2 datasets\n"))
      for line in [
        "  + Set car", "    60 rows, 2 features, 2 classes; made up.",
        "    comparison.measure = Connections", "    comparison.cpna = 100.00 ± 0.00 (120+32)",
        "    (figures/car-sparsity)", "  + How to read this",
      ] {
        #expect(outline.split(separator: "\n").contains { $0 == line }, "\(line) in \(outline)")
      }
      // Every number of the tables is there as Markdown has it.
      for cell in report.document.tables.flatMap(\.rows).joined() {
        guard case .quantity(let quantity) = cell else { continue }
        #expect(outline.contains(quantity.text) && report.markdown.contains(quantity.text))
      }
    }
  }

  /// Documents of every view have the same parts; none is lost on its way through JSON.
  @Test func everyViewMakesADocument() async throws {
    var reports: [Report] = []
    for name in ["first", "second"] {
      try await ReportTests().withRun(name: name, datasets: ["car", "isolet"], splits: 2) {
        reports.append(try Report(of: $0))
      }
    }
    let both = try SideBySide(reports)
    let recipe = try RecipeComparison(reports)
    let documents =
      [both.document, both.claimsDocument, recipe.document, reports[0].document]
      + reports[0].summaries.map { both.document(of: $0.dataset) }
    for document in documents {
      #expect(!OutlineWriter().write(document).isEmpty && !document.tables.isEmpty)
      #expect(try JSONWriter().read(try JSONWriter().write(document)) == document)
      let lines = CSVWriter().write(document).split(separator: "\n").count
      let cells = document.tables.map { $0.columns.count * $0.rows.count }.reduce(0, +)
      #expect(lines == 1 + cells)
    }
  }
}
