public import Foundation
public import Inputs
import Protocols

/// A recipe beside the dense networks of its own run, and beside what other runs on the very same
/// splits, or some of them, made of pruning: plain CPNA, or the same without one of its ingredients.
public struct RecipeComparison: Sendable {
  /// The run of the recipe.
  let recipe: Report
  /// The runs that its NN+CPNA is compared with.
  let variants: [Report]

  /// A column of the tables: a method of a run.
  struct Column: Sendable {
    let title: String
    let entry: Summary.Entry
  }

  /// - Parameter runs: the recipe's first.
  /// - Throws: ``InputError`` if there is no run, two have one name, or one has other sets, other
  ///   splits, another scaling or another judge of epoch or density than the first.
  public init(_ runs: [Report]) throws(InputError) {
    _ = try runs.comparableDatasets()
    recipe = runs[0]
    variants = Array(runs.dropFirst())
    let protocolFile = recipe.description.protocolFile
    for run in variants {
      let other = run.description.protocolFile
      guard other.seed == protocolFile.seed,
        other.splits.testShare == protocolFile.splits.testShare,
        other.splits.stratified == protocolFile.splits.stratified
      else {
        throw InputError(
          .usage, expected: "the seed and the splits of '\(recipe.name)' in '\(run.name)'",
          found: "others", hint: "runs are compared split by split")
      }
      guard other.scaling == protocolFile.scaling,
        other.choice.epoch == protocolFile.choice.epoch,
        other.choice.density == protocolFile.choice.density
      else {
        throw InputError(
          .usage, expected: "the scaling and the judges of '\(recipe.name)' in '\(run.name)'",
          found: "others",
          hint: "what the test part chooses cannot be held against what validation does")
      }
    }
  }

  /// Writes `README.md`, and of each run its report, its pictures and the files that they follow from.
  /// - Returns: what became of the pictures.
  /// - Throws: ``InputError`` if the folder cannot be written; cancellation.
  public func write(to url: URL) async throws -> Pictures {
    let folder = RunFolder(url)
    var pictures = Pictures.drawn
    for run in [recipe] + variants {
      let drawn = try await run.publish(to: RunFolder(url.appendingPathComponent(run.name)))
      if drawn != .drawn { pictures = drawn }
    }
    try folder.write(markdown, to: url.appendingPathComponent("README.md"))
    return pictures
  }

  /// The methods that can be compared on one set: those of the recipe's run, and the other runs'
  /// NN+CPNA. Where the recipe's grid is of one setting its dense networks were not searched, and are no
  /// one's best.
  func columns(of dataset: DatasetSummary) -> [Column] {
    func summary(_ run: Report) -> Summary? {
      run.summaries.first { $0.dataset.name == dataset.name }
    }
    let isSearched = recipe.description.protocolFile.grid.settings.count > 1
    let dense = (isSearched ? [Method.best, .equivalent] : []).compactMap { method in
      summary(recipe)?.entry(method).map { Column(title: method.title, entry: $0) }
    }
    let pruned = ([recipe] + variants).compactMap { run in
      summary(run)?.entry(.pruned).map { Column(title: "`\(run.name)`", entry: $0) }
    }
    return dense + pruned
  }
}
