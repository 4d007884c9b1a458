import ArgumentParser
import Datasets
import Foundation
import Inputs
import Tabular

/// What a set is loaded by: the options that several subcommands share.
struct SetOptions: ParsableArguments {
  @OptionGroup var tableOptions: TableOptions
  @OptionGroup var dataOptions: DataOptions

  /// The set of a registry, a card or a file without one.
  /// - Parameter folds: of the cross-validation that is planned: smaller classes are warned of.
  func dataset(_ set: String, folds: Int = 5, isQuiet: Bool) async throws -> Dataset {
    try await loaded(set, folds: folds, isQuiet: isQuiet).dataset
  }

  /// The same, with the card that it was read by.
  func loaded(
    _ set: String, folds: Int = 5, isQuiet: Bool
  ) async throws -> (dataset: Dataset, card: DatasetCard?) {
    do {
      let ofTable = try tableOptions.withTable(set, folds: folds) { table in
        if !isQuiet { table.draft.warnings.forEach { printToStandardError("note: \($0)") } }
        return (try table.dataset(), table.draft.card)
      }
      if let ofTable { return ofTable }
      let registry = try DatasetRegistry.builtIn()
      let locator = dataOptions.locator
      try await untilInterrupted(remains: "Nothing of the download was kept; this begins again") {
        try await locator.prepare(set, in: registry, progress: transferLines(set, isQuiet: isQuiet))
      }
      let dataset = try await locator.dataset(named: set, in: registry)
      return (dataset, try registry.card(named: set))
    } catch {
      // A reading or a download that was cancelled is no fault of the set's.
      try Task.checkCancellation()
      throw error
    }
  }
}
