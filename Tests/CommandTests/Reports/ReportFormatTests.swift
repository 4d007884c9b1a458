import Foundation
import Reports
import TestSupport
import Testing

/// The formats of a report, as a user asks for them.
struct ReportFormatTests {
  private func text(_ command: Command, _ path: String) throws -> String {
    try String(contentsOf: command.folder.appendingPathComponent(path), encoding: .utf8)
  }

  private func exists(_ command: Command, _ path: String) -> Bool {
    FileManager.default.fileExists(atPath: command.folder.appendingPathComponent(path).path)
  }

  @Test func aRunHasAPageWithItsPictures() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      _ = try await command.run("run", "--protocol", "tiny.yaml", "--out", "out", "--quiet")
      let page = try text(command, "out/report.html")
      #expect(page.contains("<h1>Car Evaluation</h1>"))
      let picture = try text(command, "out/figures/car-sparsity.svg")
      #expect(page.contains(picture) && !page.contains("<a href=\"figures/"))
      let again = try await command.run("report", "out")
      #expect(again.output.hasSuffix("out/report.md\n"))
      #expect(try text(command, "out/report.html") == page)

      let json = try await command.run("report", "out", "--format", "json", "--format", "html")
      #expect(json.output.hasSuffix("out/report.json\nout/report.html\n"), "\(json.errors)")
      let document = try JSONWriter().read(try text(command, "out/report.json"))
      #expect(MarkdownWriter().write(document) == (try text(command, "out/report.md")))

      let unknown = try await command.run("report", "out", "--format", "pdf")
      #expect(unknown.exitCode == 64 && unknown.errors.contains("'html'"))
    }
  }

  @Test func reportsOfSeveralRunsHavePagesThatLinkEachOther() async throws {
    try await Command.inTemporaryFolder { command in
      try command.write(tinyProtocol, to: "tiny.yaml")
      _ = try await command.run("run", "--protocol", "tiny.yaml", "--out", "out", "--quiet")
      let result = try await command.run(
        "report", "out", "--side-by-side", "both", "--recipe", "recipe")
      #expect(result.exitCode == 0, "\(result.errors)")
      let index = try text(command, "both/README.html")
      for page in ["car.html", "claims.html", "tiny/report.html"] {
        #expect(index.contains("href=\"\(page)\"") && exists(command, "both/\(page)"), "\(page)")
      }
      #expect(try text(command, "both/car.html").contains("<svg "))
      #expect(try text(command, "recipe/README.html").contains("<svg "))

      let markdown = try await command.run(
        "report", "out", "--side-by-side", "plain", "--format", "markdown")
      #expect(markdown.output.hasSuffix("plain/README.md\n"))
      #expect(exists(command, "plain/README.md") && !exists(command, "plain/README.html"))
    }
  }
}
