import ArgumentParser
import Foundation
import Inputs
import Protocols
import Reports
import Studies

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the reports of runs again from their journals.",
    discussion: """
      Writes report.md, results.csv and what else a run writes, byte for byte: they follow from \
      run.yaml, environment.json, forecast.json where there is one, and the journal alone. An \
      unfinished run has a report too, which says so. With --claims, the paper's claims that the \
      studies among the runs bear on are written to one file.

      EXAMPLES:
        prunebench report runs/quick-0123456789
        prunebench report runs/figure* runs/table1* --claims claims.md
      """)

  @Argument(help: ArgumentHelp("The run folders.", valueName: "run"))
  var folders: [String]

  @Option(help: ArgumentHelp("Where to write the claims.", valueName: "file"))
  var claims: String?

  func run() async throws {
    try await reportingFailures {
      var studies: [StudyReport] = []
      var pictures: Pictures
      for folder in folders.map({ RunFolder(URL(fileURLWithPath: $0)) }) {
        if try folder.holds(StudyDescription.self) {
          let report = try StudyReport(of: folder)
          pictures = try await report.write(to: folder)
          print(report.tables)
          studies.append(report)
        } else {
          let report = try Reports.Report(of: folder)
          pictures = try await report.write(to: folder)
          print(report.tables)
        }
        if let note = pictures.note { printToStandardError(note) }
        print(folder.reportFile.relativePath)
      }
      guard let claims else { return }
      do {
        try Data(ClaimsDocument(studies).markdown.utf8)
          .write(to: URL(fileURLWithPath: claims), options: .atomic)
      } catch {
        throw InputError(.usage, file: claims, expected: "a file that can be written")
      }
    }
  }
}
