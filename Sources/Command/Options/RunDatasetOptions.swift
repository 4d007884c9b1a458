import ArgumentParser
import Datasets
import Experiments
import Inputs
import Tabular

/// How the datasets of a run are loaded once more: by their names, or as the user says.
struct RunDatasetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file or a card of your own that the run was given. May be given several times.",
      valueName: "path"))
  var dataset: [String] = []

  @OptionGroup var setOptions: SetOptions

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
      do {
        result.append(try await setOptions.dataset(summary.name, isQuiet: true))
      } catch let error as InputError where error.code == .unknownName {
        throw InputError(
          .usage, code: .unknownName,
          expected: "the file or the card of the dataset '\(summary.name)'",
          found: "none",
          hint: "name it by --dataset, with --target and the like as the run had them")
      }
    }
    return result
  }
}
