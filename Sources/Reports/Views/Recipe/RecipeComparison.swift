import Experiments
package import Foundation
package import Inputs
import Runs

/// A recipe beside the other methods of its own run, and beside what other runs on the same splits, or some of them,
/// made of pruning: plain CPNA, or the same without one of its ingredients. A run of a wider search can add its best
/// dense network.
package struct RecipeComparison: Sendable {
  /// The run of the recipe.
  let recipe: Report
  /// The runs whose pruned networks it is compared with.
  let variants: [Report]
  /// A run whose dense network it is compared with besides its own: that of a wider search.
  let denseSearch: Report?
  /// The folder of each run, by its name.
  let folderNames: FileNames

  /// A column of the tables: a method of a run.
  struct Column: Sendable {
    /// The run's name and the method's identifier.
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
  ///   - denseSearch: a run on the same datasets or some of them, whose NN(best) is compared, too.
  /// - Throws: ``InputError`` if there is no run, one is there twice, or one has other datasets, other splits, another
  ///   scaling, or chooses the epoch or the density on other rows than the first.
  package init(_ runs: [Report], denseSearch: Report? = nil) throws(InputError) {
    _ = try runs.comparableDatasets()
    let named = try (runs + [denseSearch].compactMap { $0 }).namedApart()
    recipe = named[0]
    variants = Array(named[1..<runs.count])
    self.denseSearch = denseSearch == nil ? nil : named.last
    folderNames = FileNames(of: named.map(\.name), reserved: ["README"])
    if let denseSearch { try Self.requireSharedSets(of: denseSearch, with: recipe) }
    for run in others { try Self.requireSameSplits(of: run, as: recipe) }
  }

  /// All runs but the recipe's.
  var others: [Report] { variants + [denseSearch].compactMap { $0 } }

  /// Writes `README.md`, the same in other formats, and of each run its report, its pictures and the files that they follow from.
  /// - Throws: ``InputError`` if the folder cannot be written, or is that of one of the runs.
  package func write(
    to url: URL, as formats: [ReportFormat] = ReportFormat.standard
  ) throws {
    let runs = [recipe] + others
    try runs.requireOtherFolder(than: url)
    let pictures = try runs.publish(into: url, named: folderNames, as: formats)
    try RunFolder(url).write(document, named: "README", as: formats, pictures: pictures)
  }

  /// The methods that can be compared on one dataset: those of the recipe's run, NN(best) of the wider search, and
  /// what the other runs pruned. Where the recipe's grid has one width and penalty its dense networks are left out:
  /// they are not the best ones.
  func columns(of dataset: DatasetSummary) -> [Column] {
    func entries(_ run: Report, _ isShown: (ComparedMethod) -> Bool) -> [Summary.Entry] {
      (run.summaries.first { $0.dataset.name == dataset.name }?.entries ?? [])
        .filter { isShown($0.method) }
    }
    let grid = recipe.description.protocolFile.grid
    let dense = entries(recipe) { !$0.isPruned && grid.hidden.count * grid.l2.count > 1 }
      .map { Column(recipe, $0, title: "\(name: $0.method.title)") }
    let wider = [denseSearch].compactMap { $0 }.flatMap { run in
      entries(run) { $0.name == .dense }.map {
        Column(run, $0, title: "\(name: $0.method.title) of \(run.codeName)")
      }
    }
    let pruned = ([recipe] + variants).flatMap { run in
      entries(run, \.isPruned).map { Column(run, $0, title: run.title(of: $0.method)) }
    }
    return dense + wider + pruned
  }

  /// The recipe's method: the first of its run that prunes; nil if none does.
  var method: ComparedMethod? { recipe.description.protocolFile.methods.first(where: \.isPruned) }

  /// The recipe's own column among `columns`; nil if it has no fit there.
  func own(_ columns: [Column]) -> Column? {
    method.flatMap { method in columns.first { $0.id == "\(recipe.name)/\(method.id)" } }
  }

  private static func requireSharedSets(
    of denseSearch: Report, with recipe: Report
  ) throws(InputError) {
    let names = denseSearch.description.datasets.map(\.name)
    let shared = recipe.description.datasets.filter { names.contains($0.name) }
    guard shared.map(\.fingerprint) == denseSearch.description.datasets.map(\.fingerprint) else {
      throw InputError(
        .usage, expected: "datasets of '\(recipe.name)' in '\(denseSearch.name)'",
        found: names.joined(separator: ", "),
        hint: "run the dense search on some of the same datasets, in the same order")
    }
  }

  private static func requireSameSplits(of run: Report, as recipe: Report) throws(InputError) {
    let (own, other) = (recipe.description.protocolFile, run.description.protocolFile)
    guard other.seed == own.seed, other.splits.drawnShare == own.splits.drawnShare,
      other.splits.stratified == own.splits.stratified, other.splits.kind == own.splits.kind,
      other.splits.file == own.splits.file
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
        expected: "the scaling and the choices of '\(recipe.name)' in '\(run.name)'",
        found: "others",
        hint:
          "what was chosen on the test set cannot be compared with what was chosen by validation")
    }
  }
}

extension Report {
  /// What a column of pruned networks is called: the run, and where it prunes by several methods, the method.
  func title(of method: ComparedMethod) -> InlineText {
    description.protocolFile.methods.count(where: \.isPruned) > 1
      ? "\(codeName), \(name: method.title)" : codeName
  }
}
