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

  @Option(
    help: ArgumentHelp(
      "A file or a card of your own that the run was given. May be given several times.",
      valueName: "path"))
  var dataset: [String] = []

  @OptionGroup var setOptions: SetOptions

  var isAsked: Bool { !external.isEmpty }

  func validate() throws {
    guard isAsked else {
      if out != nil || !dataset.isEmpty {
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
    let files = try external.map { (name: $0.name, file: try PredictionsFile($0.url)) }
    var needed: Set<String> = []
    for (_, file) in files { needed.formUnion(try file.datasets(of: run).map(\.name)) }
    var tests: [TestSets] = []
    func add(_ dataset: Dataset) throws {
      tests.append(try run.testSets(of: dataset, file: folder.descriptionFile.relativePath))
      needed.remove(dataset.name)
    }
    for (path, name) in zip(dataset, TableName.distinct(dataset)) {
      try add(
        try await setOptions.dataset(path, named: dataset.count > 1 ? name : nil, isQuiet: true))
    }
    for summary in run.datasets where needed.contains(summary.name) {
      try add(try await setOptions.dataset(summary.name, isQuiet: true))
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
