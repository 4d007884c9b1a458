import Foundation
import Inputs
import Pruning
import Statistics
import Testing

@testable import Experiments
@testable import Reports

struct RecipeTests {
  func report(
    _ name: String, judge: String = "validation", splits: Int = 3, datasets: [String] = ["car"],
    grid: String = ReportTests.grid, seed: Int = 1
  ) async throws -> Report {
    var report: Report?
    try await ReportTests().withRun(
      name: name, judge: judge, datasets: datasets, splits: splits, grid: grid, seed: seed
    ) {
      report = try Report(of: $0)
    }
    return try #require(report)
  }

  /// A run of another name with the same seed is the same run: its pruned networks are the same.
  @Test func theSameRecipeMakesNoDifference() async throws {
    let recipe = try await report("recipe")
    let comparison = try RecipeComparison([recipe, try await report("twin")])
    let dataset = recipe.description.datasets[0]
    let columns = comparison.columns(of: dataset)
    #expect(
      columns.map(\.id) == ["recipe/dense", "recipe/equivalent", "recipe/cpna", "twin/cpna"])
    let difference = try #require(
      Difference(
        of: columns[2].entry.accuracy, minus: columns[3].entry.accuracy, testShare: 0.25))
    #expect(difference.mean == 0 && difference.interval == 0...0)
    let text = comparison.markdown
    for part in [
      // Three splits have no interval.
      "| `twin`         | +0.00  | none ", "Of fewer than 5 splits, or", "100.0 %",
      "Microseconds to predict a row",
      "](recipe/figures/car-sparsity.svg)",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }

  /// Dense networks of one width and penalty are nobody's best.
  @Test func oneWidthAndPenaltyHaveNoBestNetwork() async throws {
    let grid = "{hidden: [5], l2: [0.0001], batch: [8], learning-rate: [0.001, 0.002]}"
    let runs = [try await report("core", grid: grid), try await report("twin", grid: grid)]
    let comparison = try RecipeComparison(runs)
    let columns = comparison.columns(of: runs[0].description.datasets[0])
    #expect(columns.map(\.id) == ["core/cpna", "twin/cpna"])
    #expect(!comparison.markdown.contains("NN(best)"))
    // Alone such a run has nothing to be compared with.
    #expect(
      try RecipeComparison([runs[0]]).markdown.contains(
        "## Differences\n\nThere is no other method to compare NN+CPNA with."))
  }

  /// What ran on some of the splits is compared on those.
  @Test func fewerSplitsAreComparedWhereBothRan() async throws {
    let recipe = try await report("recipe")
    let comparison = try RecipeComparison([recipe, try await report("short", splits: 2)])
    let columns = comparison.columns(of: recipe.description.datasets[0])
    let difference = try #require(
      Difference(
        of: columns[2].entry.accuracy, minus: columns[3].entry.accuracy, testShare: 0.25))
    #expect(difference.resampled?.count == 2 && difference.mean == 0)
    let splits = comparison.markdown.split(separator: "\n").first { $0.hasPrefix("| Splits ") }
    let cells = splits.map {
      $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(cells == ["Splits", "3", "3", "3", "2"])
  }

  /// The correction widens an interval: by sqrt(1/J + 1/3) in place of sqrt(1/J) here.
  @Test func splitsShareRows() async throws {
    let recipe = try await report("recipe")
    let columns = try RecipeComparison([recipe]).columns(of: recipe.description.datasets[0])
    let difference = try #require(
      Difference(
        of: columns[2].entry.accuracy, minus: columns[0].entry.accuracy, testShare: 0.25))
    let both = (
      try #require(difference.resampled).standardError,
      try #require(difference.uncorrected).standardError
    )
    #expect(both.1 > 0 && abs(both.0 / both.1 - 2.0.squareRoot()) < 1e-12)
  }

  /// The best of the same grid is the same network.
  @Test func aWiderSearchHasASayOnTheSetsThatItHas() async throws {
    let recipe = try await report("recipe", datasets: ["car", "isolet"])
    let wider = try await report("wider", datasets: ["isolet"])
    let comparison = try RecipeComparison([recipe], denseSearch: wider)
    let columns = recipe.description.datasets.map { comparison.columns(of: $0) }
    #expect(columns[0].map(\.id) == ["recipe/dense", "recipe/equivalent", "recipe/cpna"])
    #expect(
      columns[1].map(\.id)
        == ["recipe/dense", "recipe/equivalent", "wider/dense", "recipe/cpna"])
    #expect(columns[1][2].title == "\(name: "NN(best)") of \(code: "wider")")
    let scores = [0, 2].map { columns[1][$0].entry.accuracy?.percent }
    #expect(scores[0] != nil && scores[0] == scores[1])
    let text = comparison.markdown
    #expect(text.contains("](wider/report.md)"))
    // Its pruned networks are nobody's concern.
    #expect(!text.contains("| `wider`"))
    for (runs, denseSearch) in [([wider], recipe), ([recipe], recipe)] {
      #expect(throws: InputError.self) { try RecipeComparison(runs, denseSearch: denseSearch) }
    }
  }

  @Test func otherSetsAndSplitsAreRefused() async throws {
    let recipe = try await report("recipe")
    let others = [
      (try await report("seeded", seed: 2), "the seed and the splits of 'recipe' in 'seeded'"),
      (
        try await report("leaky", judge: "test"),
        "the scaling and the choices of 'recipe' in 'leaky'"
      ),
      (try await report("other", datasets: ["isolet"]), "runs on the same datasets: car"),
      (recipe, "two of 'recipe'"),
    ]
    for (other, message) in others {
      let error = #expect(throws: InputError.self) { try RecipeComparison([recipe, other]) }
      #expect(error?.description.contains(message) == true, "\(message)")
    }
    #expect(throws: InputError.self) { try RecipeComparison([]) }
  }

  @Test func aCollapsedFitIsFarBelowItsOwnKind() async throws {
    let finals = try await report("recipe").records.filter {
      $0.key.method == .cpna && $0.key.phase == .final
    }
    /// All of one setting and 80 % correct, the first as it is said.
    func counts(_ first: Int?) -> CollapsedFits { CollapsedFits(records(first, others: 80)) }
    func records(_ first: Int?, others: Int) -> [FitRecord] {
      finals.enumerated().map { index, record in
        let correct: Int? = index == 0 ? first : others
        let outcome: FitRecord.Outcome =
          correct.map {
            .result(
              FitResult(
                trainingRows: 100, heldOutRows: 100, connections: [4, 4],
                effectiveConnections: 8, firstEpoch: 1, correct: [0, $0], loss: 1,
                predictions: nil, history: nil))
          } ?? .failure("diverged")
        let key = FitKey(
          dataset: "car", split: index, phase: .final, method: .cpna,
          setting: finals[0].key.setting, level: .perLayer([0.5]), repeat: 0, fold: nil)
        return FitRecord(key: key, outcome: outcome, seconds: 1, finished: record.finished)
      }
    }
    #expect(counts(76).collapsed.isEmpty && counts(76).deepest == 0.8 - 0.76)
    #expect(counts(75).collapsed.isEmpty)
    #expect(counts(74).collapsed.count == 1 && counts(74).failed.isEmpty)
    #expect(counts(nil).failed.count == 1 && counts(nil).collapsed.isEmpty)
    #expect(counts(nil).fits == finals.count)
    #expect(counts(100).deepest == 0)
    // Where most have, only another run can tell.
    let fallen = records(80, others: 30)
    #expect(CollapsedFits(fallen).collapsed.isEmpty)
    let told = CollapsedFits(fallen, besides: records(80, others: 80))
    #expect(told.collapsed.count == finals.count - 1 && told.deepest == 0.5)
  }

  /// The tiny runs are so short that some of their fits are far off: all of them are found again by setting.
  @Test func collapsesAreCountedBySettingAndWhereValidationChose() async throws {
    let recipe = try await report("recipe", splits: 3)
    let text = MarkdownWriter().write(
      Document(blocks: [.section(try RecipeComparison([recipe]).collapses)]))
    let tables = text.components(separatedBy: "The settings of the fits that failed or collapsed:")
      .map { part in
        part.split(separator: "\n").filter { $0.hasPrefix("| `recipe`") }
          .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      }
    try #require(tables.count == 2, "\(text)")
    let pruned = recipe.records.filter { $0.key.method == .cpna }
    let all = CollapsedFits(pruned)
    #expect(tables[0].map { $0[2] } == ["0.0001", "0.001"])
    func total(_ column: Int) -> Int { tables[0].map { Int($0[column]) ?? 0 }.reduce(0, +) }
    // 4 settings and 2 folds a split, then 2 refits of the one that was chosen.
    #expect(total(3) == 3 * (4 * 2 + 2))
    #expect(total(5) == all.collapsed.count)
    #expect(total(7) == 3 * (2 + 2))
    let chosen = recipe.summaries[0].entry(.cpna)?.splits.map(\.candidate.setting) ?? []
    #expect(total(8) == all.collapsed.count { chosen[$0.split] == $0.setting })
    #expect(tables[1].map { Int($0[5]) ?? 0 }.reduce(0, +) == all.collapsed.count)
    // By penalty, then as in the grid.
    let settings = Set(all.collapsed.map(\.setting)).sorted { ($0.l2, $0) < ($1.l2, $1) }
    #expect(tables[1].map { $0[2] } == settings.map(\.description))
    #expect(
      tables[1].map { $0[6] }
        == settings.map { setting in "\(pruned.count { $0.key.setting == setting })" })
  }

  /// Of 2 networks that are the same under two names, one counts.
  @Test func aNetworkOfTwoLevelsCountsOnce() async throws {
    var report: Report?
    try await ReportTests().withRun(
      name: "recipe", levels: "densities: [0.8], output-share: [0.4, 0.6]",
      grid: "{hidden: [5, 40], l2: [0.0001], batch: [8]}"
    ) { report = try Report(of: $0) }
    let recipe = try #require(report)
    let pruned = recipe.records.filter { $0.key.method == .cpna }
    let text = MarkdownWriter().write(
      Document(blocks: [.section(try RecipeComparison([recipe]).collapses)]))
    // 2 widths, 2 shares and 2 folds, and 2 refits; 5 nodes are not pruned at all, whatever the share.
    #expect(pruned.count == 2 * 2 * 2 + 2)
    #expect(text.contains("| 0.0001 | 8           |"), "\(text)")
  }

  /// What a network costs is kept of refits whose epoch the test set does not choose.
  @Test func trainingAndPredictingAreTimed() async throws {
    let records = try await report("recipe").records
    for record in records {
      #expect((record.cost != nil) == (record.key.phase == .final))
      #expect(record.cost.map { $0.prediction > 0 && $0.prediction < 1e-3 } ?? true)
      #expect(record.cost.map { $0.training >= 0 && $0.training < 10 } ?? true)
      #expect((record.result?.predictions?.logLoss != nil) == (record.key.phase == .final))
    }
  }
}
