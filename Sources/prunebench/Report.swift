import ArgumentParser
import Foundation
import Inputs
import Protocols
import Reports
import Studies

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the reports of runs again from their journals.",
    usage: "prunebench report <run> ... [<options>]",
    discussion: """
      Writes report.md, results.csv and what else a run writes, byte for byte: they follow from \
      run.yaml, environment.json, forecast.json where there is one, and the journal alone. An \
      unfinished run has a report too, which says so. With --claims, the paper's claims that the \
      studies among the runs bear on are written to one file. With --side-by-side, runs of several \
      protocols on the same sets are put beside each other: a report for each set, one for all, \
      the claims that they bear on, and of each run what its report follows from, packed. With \
      --recipe, the pruned networks of the first run are held against its dense ones and against those \
      of the other runs, split by split: what a recipe is worth, and each of its ingredients. \
      With --dense-search, they are held against NN(best) of one more run, too, whose grid is wider.

      EXAMPLES:
        prunebench report runs/quick-0123456789
        prunebench report runs/figure* runs/table1* --claims claims.md
        prunebench report runs/paper runs/strict --side-by-side reports/uci
        prunebench report runs/recommended runs/plain --recipe recipe
      """)

  @Argument(help: ArgumentHelp("The run folders.", valueName: "run"))
  var folders: [String]

  @Option(help: ArgumentHelp("Where to write the claims.", valueName: "file"))
  var claims: String?

  @Option(
    name: .customLong("side-by-side"),
    help: ArgumentHelp("Where to put runs beside each other.", valueName: "dir"))
  var sideBySide: String?

  @Option(
    help: ArgumentHelp("Where to hold the first run against the others.", valueName: "dir"))
  var recipe: String?

  @Option(
    name: .customLong("dense-search"),
    help: ArgumentHelp(
      "A run whose NN(best) the recipe is held against, too.", valueName: "run"))
  var denseSearch: String?

  func validate() throws {
    if denseSearch != nil, recipe == nil {
      throw ValidationError("'--dense-search' goes with '--recipe'.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      var studies: [StudyReport] = []
      var comparisons: [Reports.Report] = []
      var pictures: Pictures
      for folder in folders.map({ RunFolder(URL(fileURLWithPath: $0)) }) {
        if try folder.holds(StudyDescription.self) {
          let report = try StudyReport(of: folder)
          tellOfRun(report.notes)
          pictures = try await report.write(to: folder)
          print(report.tables)
          studies.append(report)
        } else {
          let report = try Reports.Report(of: folder)
          tellOfRun(report.notes)
          pictures = try await report.write(to: folder)
          print(report.tables)
          comparisons.append(report)
        }
        if let note = pictures.note { printToStandardError(note) }
        print(folder.reportFile.relativePath)
      }
      if let claims { try write(ClaimsDocument(studies), to: claims) }
      if let sideBySide {
        try await finish(sideBySide) { try await SideBySide(comparisons).write(to: $0) }
      }
      if let recipe {
        let denseSearch = try denseSearch.map {
          try Reports.Report(of: RunFolder(URL(fileURLWithPath: $0)))
        }
        try await finish(recipe) {
          try await RecipeComparison(comparisons, denseSearch: denseSearch).write(to: $0)
        }
      }
    }
  }

  /// Says where the report of several runs is, and what became of its pictures.
  private func finish(
    _ path: String, _ write: (URL) async throws -> Pictures
  ) async throws {
    let folder = URL(fileURLWithPath: path)
    let pictures = try await write(folder)
    if let note = pictures.note { printToStandardError(note) }
    print(folder.appendingPathComponent("README.md").relativePath)
  }

  private func write(_ claims: ClaimsDocument, to path: String) throws(InputError) {
    do {
      try Data(claims.markdown.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw InputError(.usage, file: path, expected: "a file that can be written")
    }
  }
}
