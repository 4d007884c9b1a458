import ArgumentParser
import Datasets
import Foundation
import Inputs
import Tabular

/// How a dataset is loaded: the options that several subcommands share.
struct SetOptions: ParsableArguments {
  @OptionGroup var tableOptions: TableOptions
  @OptionGroup var dataOptions: DataOptions

  /// What a command line says to load `set` as these options do.
  func arguments(of set: String) -> [String] {
    let base = (try? NoiseColumns.split(set))?.base ?? set
    return [set] + (InspectedTable.recognises(base) ? tableOptions.arguments : [])
      + (dataOptions.dataFolder.data.map { ["--data", $0] } ?? [])
  }

  /// The dataset of a registry, of a card, or of a file without one.
  /// - Parameters:
  ///   - name: what a file without a card is called; by default as the file.
  ///   - folds: of the cross-validation that is planned: smaller classes are warned of.
  func dataset(
    _ set: String, named name: String? = nil, folds: Int = 5, isQuiet: Bool
  ) async throws -> Dataset {
    try await loaded(set, named: name, folds: folds, isQuiet: isQuiet).dataset
  }

  /// The same, with the card that it was read by, and the header of a file without one.
  func loaded(
    _ set: String, named name: String? = nil, folds: Int = 5, isQuiet: Bool
  ) async throws -> (dataset: Dataset, card: DatasetCard?, headerTexts: [String]?) {
    do {
      let registry = try DatasetRegistry.builtIn()
      let split = InspectedTable.recognises(set) ? nil : try NoiseColumns.split(set)
      // A file may be called as a dataset is; the dataset is meant.
      let isKnown = registry.names.contains(split?.base ?? set)
      let ofTable: (Dataset, DatasetCard?, [String]?)? =
        isKnown
        ? nil
        : try tableOptions.withTable(
          split?.base ?? set, named: split == nil ? name : nil, folds: folds, building: true
        ) { table in
          if !isQuiet {
            table.draft.warnings.forEach { printToStandardError("note: \($0)") }
            table.remedies.forEach { printToStandardError("note: \($0.option) reads it otherwise") }
          }
          let dataset = try table.dataset()
          if let split { return (try split.noise.added(to: dataset), nil, nil) }
          return (dataset, table.draft.card, try table.headerTexts())
        }
      if let ofTable { return ofTable }
      let locator = dataOptions.locator
      try await untilInterrupted(remains: "Nothing of the download was kept; this begins again") {
        try await locator.prepare(set, in: registry, progress: transferLines(set, isQuiet: isQuiet))
      }
      let dataset = try await locator.dataset(named: set, in: registry)
      if !isQuiet {
        dataset.rareClassNotes(folds: folds).forEach { printToStandardError("note: \($0)") }
      }
      return (dataset, try registry.card(named: set), nil)
    } catch {
      // Whoever cancelled a reading or a download knows why it failed.
      try Task.checkCancellation()
      throw error
    }
  }
}
