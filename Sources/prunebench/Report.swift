import ArgumentParser
import Foundation
import Protocols
import Reports

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the reports of a run again from its journal.",
    discussion: """
      Writes report.md, results.csv and grid.csv, byte for byte as 'prunebench run' does: they \
      follow from run.yaml, environment.json and the journal alone. An unfinished run has a report \
      too, which says so.
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run"))
  var folder: String

  func run() async throws {
    try await reportingFailures {
      let folder = RunFolder(URL(fileURLWithPath: folder))
      let report = try Reports.Report(of: folder)
      try report.write(to: folder)
      print(report.tables)
      print(folder.reportFile.relativePath)
    }
  }
}
