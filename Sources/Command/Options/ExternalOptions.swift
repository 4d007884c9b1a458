import ArgumentParser
import Datasets
import Experiments
import Foundation
import Inputs
import Runs
import Tabular

/// Which predictions from elsewhere a report has, and how the datasets that they are for are loaded.
struct ExternalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Predictions of another program, and what the report calls it. May be given several times.",
      valueName: "name=file"))
  var external: [ExternalFile] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the report with them goes.", valueName: "dir"))
  var out: String?

  @OptionGroup var runDatasets: RunDatasetOptions

  var isAsked: Bool { !external.isEmpty }

  func validate() throws {
    guard isAsked else {
      if out != nil || !runDatasets.dataset.isEmpty {
        throw ValidationError("'--out' and '--dataset' go with '--external'.")
      }
      return
    }
    guard out?.isEmpty == false else {
      throw ValidationError(
        "'--external' needs '--out', the folder for the report: the run's own stays as it is.")
    }
  }

  /// The predictions, checked against the test sets of a run.
  func methods(
    of run: RunDescription, in folder: RunFolder
  ) async throws -> [ExternalMethod] {
    let run = try run.readingSplits(of: folder)
    let files = try external.map { (name: $0.name, file: try PredictionsFile($0.url)) }
    var needed: Set<String> = []
    for (_, file) in files { needed.formUnion(try file.datasets(of: run).map(\.name)) }
    let tests = try await runDatasets.datasets(of: run, where: needed.contains).map {
      try run.testSets(of: $0, file: folder.descriptionFile.relativePath)
    }
    return try files.map { name, file in
      let own = Set(try file.datasets(of: run).map(\.name))
      return try ExternalMethod(name, file, on: tests.filter { own.contains($0.name) })
    }
  }
}

/// `forest=predictions.csv`: a method of another program, and the file with its predictions.
struct ExternalFile: ExpressibleByArgument {
  let name: String
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    (name, path) = (parts[0], parts[1])
  }

  var url: URL { URL(fileURLWithPath: path) }
}
