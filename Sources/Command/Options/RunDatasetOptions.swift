import ArgumentParser
import Datasets
import Experiments
import Foundation
import Inputs
import Runs
import Tabular

/// How the datasets of a run are loaded once more: as the run's command line said, or as the user says.
struct RunDatasetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file or a card of your own that the run was given, if it is not where it was. May be given several times.",
      valueName: "path"))
  var dataset: [String] = []

  @OptionGroup var setOptions: SetOptions

  /// The comparison in `folder`, and its datasets in its order.
  /// - Throws: ``InputError`` if it is a study, or a dataset has changed since.
  func comparison(
    in folder: RunFolder
  ) async throws -> (run: RunDescription, datasets: [Dataset]) {
    guard try !folder.holds(StudyDescription.self) else {
      throw InputError(
        .usage, code: .mismatch, file: folder.url.relativePath, expected: "the run of a comparison",
        found: "that of a study", hint: "its samples are synthetic, and not split")
    }
    let run = try folder.description(as: RunDescription.self).readingSplits(of: folder)
    let loaded = try await datasets(of: run)
    for dataset in loaded {
      try run.summary(of: dataset, file: folder.descriptionFile.relativePath)
    }
    let datasets = run.datasets.compactMap { summary in
      loaded.first { $0.name == summary.name }
    }
    return (run, datasets)
  }

  /// Those that the user names, and of the run's others those that are needed.
  func datasets(
    of run: RunDescription, where isNeeded: (String) -> Bool = { _ in true }
  ) async throws -> [Dataset] {
    var result: [Dataset] = []
    for (path, name) in zip(dataset, TableName.distinct(dataset)) {
      result.append(
        try await setOptions.dataset(path, named: dataset.count > 1 ? name : nil, isQuiet: true))
    }
    let named = Set(result.map(\.name))
    for summary in run.datasets where isNeeded(summary.name) && !named.contains(summary.name) {
      result.append(try await dataset(of: summary))
    }
    return result
  }

  private func dataset(of summary: DatasetSummary) async throws -> Dataset {
    let (set, options) = try recorded(for: summary)
    do {
      return try await options.dataset(set, named: summary.name, isQuiet: true)
    } catch let error as InputError
      where error.code == .unknownName || error.code == .unreadable && error.remedies.isEmpty
    {
      // A built-in dataset whose files are not here has remedies of its own.
      throw InputError(
        .usage, code: .unknownName,
        expected: "the file or the card of the dataset '\(summary.name)'",
        found: summary.arguments == nil ? "none" : "no file \(set)",
        hint: "name it by --dataset, with --target and the like as the run had them")
    }
  }

  /// What the run's command line said of a dataset, where the user says nothing else; its name in older runs.
  private func recorded(
    for summary: DatasetSummary
  ) throws -> (set: String, options: SetOptions) {
    // What came by a pipe is gone.
    guard let arguments = summary.arguments, let set = arguments.first, set != "-" else {
      return (summary.name, setOptions)
    }
    var options = setOptions
    let own = try SetOptions.parse(Array(arguments.dropFirst()))
    if setOptions.tableOptions.arguments.isEmpty { options.tableOptions = own.tableOptions }
    if options.dataOptions.dataFolder.data == nil {
      options.dataOptions.dataFolder.data = own.dataOptions.dataFolder.data
    }
    return (set, options)
  }
}
