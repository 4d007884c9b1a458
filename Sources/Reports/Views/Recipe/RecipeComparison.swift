import Experiments
package import Foundation
package import Inputs
import Runs

/// A recipe beside the dense networks of its own run, and beside what other runs on the very same
/// splits, or some of them, made of pruning: plain CPNA, or the same without one of its ingredients. A
/// run of a wider search can have a say in what the best dense network is.
package struct RecipeComparison: Sendable {
  /// The run of the recipe.
  let recipe: Report
  /// The runs that its NN+CPNA is compared with.
  let variants: [Report]
  /// A run whose NN(best) it is compared with besides its own: that of a wider search.
  let denseSearch: Report?
  /// The folder of each run, by the name of its protocol.
  let folderNames: FileNames

  /// A column of the tables: a method of a run.
  struct Column: Sendable {
    /// The name of the run's protocol and the method's identifier.
    let id: String
    let title: InlineText
    let entry: Summary.Entry

    init(_ run: Report, _ entry: Summary.Entry, title: InlineText) {
      id = "\(run.name)/\(entry.method.id)"
      self.title = title
      self.entry = entry
    }
  }

  /// - Parameters:
  ///   - runs: the recipe's first.
  ///   - denseSearch: a run on the same sets or some of them, whose NN(best) is compared, too.
  /// - Throws: ``InputError`` if there is no run, two have one name, or one has other sets, other
  ///   splits, another scaling or another judge of epoch or density than the first.
  package init(_ runs: [Report], denseSearch: Report? = nil) throws(InputError) {
    _ = try runs.comparableDatasets()
    recipe = runs[0]
    variants = Array(runs.dropFirst())
    self.denseSearch = denseSearch
    folderNames = FileNames(
      of: (runs + [denseSearch].compactMap { $0 }).map(\.name), reserved: ["README"])
    if let denseSearch { try Self.requireSharedSets(of: denseSearch, with: runs) }
    for run in others { try Self.requireSameSplits(of: run, as: recipe) }
  }

  /// All runs but the recipe's.
  var others: [Report] { variants + [denseSearch].compactMap { $0 } }

  /// Writes `README.md`, and of each run its report, its pictures and the files that they follow from.
  /// - Returns: what became of the pictures.
  /// - Throws: ``InputError`` if the folder cannot be written; cancellation.
  package func write(to url: URL) async throws -> Pictures {
    let folder = RunFolder(url)
    var pictures = Pictures.drawn
    for run in [recipe] + others {
      let drawn = try await run.publish(
        to: RunFolder(url.appendingPathComponent(folderNames[run.name])))
      if drawn != .drawn { pictures = drawn }
    }
    try folder.write(markdown, to: url.appendingPathComponent("README.md"))
    return pictures
  }

  /// The methods that can be compared on one set: those of the recipe's run, NN(best) of the wider search,
  /// and the other runs' NN+CPNA. Where the recipe's grid is of one width and penalty its dense networks are no one's best.
  func columns(of dataset: DatasetSummary) -> [Column] {
    func summary(_ run: Report) -> Summary? {
      run.summaries.first { $0.dataset.name == dataset.name }
    }
    let grid = recipe.description.protocolFile.grid
    let dense = (grid.hidden.count * grid.l2.count > 1 ? [MethodName.dense, .equivalent] : [])
      .compactMap { method in
        summary(recipe)?.entry(method).map {
          Column(recipe, $0, title: "\(name: $0.method.title)")
        }
      }
    let wider = [denseSearch].compactMap { $0 }.compactMap { run in
      summary(run)?.entry(.dense).map {
        Column(run, $0, title: "\(name: $0.method.title) of \(run.codeName)")
      }
    }
    let pruned = ([recipe] + variants).compactMap { run in
      summary(run)?.entry(.cpna).map { Column(run, $0, title: run.codeName) }
    }
    return dense + wider + pruned
  }

  /// The recipe's own column among `columns`; nil if it has no fit there.
  func own(_ columns: [Column]) -> Column? {
    columns.first { $0.id == "\(recipe.name)/\(MethodName.cpna.rawValue)" }
  }

  private static func requireSharedSets(
    of denseSearch: Report, with runs: [Report]
  ) throws(InputError) {
    let names = denseSearch.description.datasets.map(\.name)
    let shared = runs[0].description.datasets.filter { names.contains($0.name) }
    guard shared.map(\.fingerprint) == denseSearch.description.datasets.map(\.fingerprint) else {
      throw InputError(
        .usage, code: .mismatch, expected: "sets of '\(runs[0].name)' in '\(denseSearch.name)'",
        found: names.joined(separator: ", "), hint: "name sets of both, in the same order")
    }
    guard !runs.map(\.name).contains(denseSearch.name) else {
      throw InputError(
        .usage, code: .duplicate, expected: "a dense search under another protocol than the runs'",
        found: "'\(denseSearch.name)'",
        hint: "give its protocol another name, in a file of its own")
    }
  }

  private static func requireSameSplits(of run: Report, as recipe: Report) throws(InputError) {
    let (own, other) = (recipe.description.protocolFile, run.description.protocolFile)
    guard other.seed == own.seed, other.splits.testShare == own.splits.testShare,
      other.splits.stratified == own.splits.stratified
    else {
      throw InputError(
        .usage, code: .mismatch,
        expected: "the seed and the splits of '\(recipe.name)' in '\(run.name)'",
        found: "others", hint: "runs are compared split by split")
    }
    guard other.scaling == own.scaling, other.choice.epoch == own.choice.epoch,
      other.choice.density == own.choice.density
    else {
      throw InputError(
        .usage, code: .mismatch,
        expected: "the scaling and the judges of '\(recipe.name)' in '\(run.name)'",
        found: "others",
        hint: "what the test part chooses cannot be held against what validation does")
    }
  }
}
