import Foundation
import TestSupport
import Testing

@testable import Experiments
@testable import Reports
@testable import Runs

/// A report with a page for each dataset.
struct PagesTests {
  @Test func eachDatasetHasAPage() async throws {
    try await withTemporaryFolder { url in
      let names = ["first", "second", "report"]
      let folder = RunFolder(url)
      try await Experiment(
        ReportTests.protocolFile(), on: names.map(ReportTests.dataset), workers: 2
      )
      .run(into: folder)
      var report = try Report(of: folder)
      let whole = report.document
      report.hasPages = true
      try report.write(to: folder, as: [.markdown, .html, .latex])
      func text(_ file: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(file), encoding: .utf8)
      }
      let pages = report.pages.map(\.name)
      #expect(pages.count == 3 && Set(pages).count == 3 && !pages.contains("report"))
      for (page, summary) in zip(pages, report.summaries) {
        let title = summary.dataset.title
        #expect(try text("report.md").contains("[\(title)](\(page).md)"))
        #expect(try text("report.html").contains("<a href=\"\(page).html\">\(title)</a>"))
        #expect(try !text("report.md").contains("## \(title)"))
        #expect(try text("\(page).md").hasPrefix("# \(title)\n\n[All datasets](report.md)"))
        #expect(try text("\(page).html").contains("<svg"))
      }
      // All tables are somewhere, and a paper has them all.
      let apart = (report.pages.map(\.document) + [report.document]).flatMap(\.tables)
      #expect(Set(apart.map(\.id)) == Set(whole.tables.map(\.id) + ["datasets"]))
      #expect(apart.count == whole.tables.count + 1)
      let contents = try #require(apart.first { $0.id == "datasets" })
      #expect(contents.rows.count == 3)
      #expect(try text("report.tex").contains("second"))
    }
  }
}
