import ArgumentParser
import Datasets
import Exchange
import Experiments
import Foundation
import Inputs
import Reports
import Runs
import Tabular

/// What decides a run, and where it goes: the options that 'run' and 'plan' share.
struct RunOptions: ParsableArguments {
  @OptionGroup var protocolOptions: ProtocolOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The run folder (default: runs/PROTOCOL-HASH, with a hash of all that decides the results).",
      valueName: "dir"))
  var out: String?

  @Option(
    name: .shortAndLong, help: "Fits at the same time (default and maximum: one for each core).")
  var jobs: Int?

  @OptionGroup var setOptions: SetOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' must be at least 1.") }
    if out?.isEmpty == true { throw ValidationError("'--out' needs the name of a folder.") }
  }

  var workers: Int { jobs ?? CPUAllowance.current.workers }

  func folder(_ identity: some RunIdentity) throws(InputError) -> RunFolder {
    guard let out else {
      return RunFolder(URL(fileURLWithPath: "runs/\(try identity.name)"))
    }
    return RunFolder(URL(fileURLWithPath: out))
  }

  /// The comparison on `sets`, suites among them, its data loaded.
  func experiment(
    on sets: [String], isQuiet: Bool
  ) async throws -> (experiment: Experiment, sets: [LoadedSet]) {
    let protocolFile = try protocolOptions.protocolFile()
    let registry = try DatasetRegistry.builtIn()
    try registry.requireDistinct(sets)
    let sets = try await loaded(
      try registry.expanded(sets), folds: protocolFile.validation.folds, isQuiet: isQuiet)
    let experiment = try Experiment(
      protocolFile, on: sets.map(\.dataset), workers: workers,
      arguments: Dictionary(sets.map { ($0.dataset.name, $0.arguments) }) { first, _ in first },
      methods: Additions.current.methods, instructionSet: try DataOptions.instructionSet())
    tellOfRun(experiment.description.datasets.flatMap(\.unseenClassNotes))
    return (experiment, sets)
  }

  private func loaded(_ sets: [String], folds: Int, isQuiet: Bool) async throws -> [LoadedSet] {
    var result: [LoadedSet] = []
    // Files of one name in two folders, or of two endings, are two datasets.
    let names = sets.count > 1 ? TableName.distinct(sets).map(Optional.some) : [nil]
    for (set, name) in zip(sets, names) {
      if !isQuiet { printToStandardError("loading \(set)") }
      let (dataset, card, headerTexts) = try await setOptions.loaded(
        set, named: name, folds: folds, isQuiet: isQuiet)
      result.append(
        LoadedSet(
          dataset: dataset,
          rows: RowDescription(of: dataset, readBy: card, headerTexts: headerTexts),
          arguments: setOptions.arguments(of: set)))
    }
    return result
  }
}
