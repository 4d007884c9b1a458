import Foundation
import Inputs
import Runs
import Testing

@testable import Experiments
@testable import Reports

/// Reports of comparisons of other methods than the paper's three.
struct MethodReportTests {
  /// The report of a finished run; `body` sees its folder, too.
  @discardableResult
  func report(
    _ methods: String, name: String = "tiny", datasets: [String] = ["one", "two", "three"],
    splits: Int = 2, _ body: (RunFolder) async throws -> Void = { _ in }
  ) async throws -> Report {
    let isPruning = methods != "[dense]"
    let protocolFile = try ProtocolFile(
      parsing: """
        name: \(name)
        summary: a test
        seed: 1
        methods: \(methods)
        split: {test-share: 0.25, count: \(splits), stratified: true}
        scaling: training
        validation: {repeats: 1, folds: 2, search: grid}
        grid: {hidden: [5, 8], l2: [0.0001], batch: [8]}
        training: {pretraining-epochs: 3, pruning-epochs: 6}
        \(isPruning ? "pruning: {annealing-rate: 5, densities: [0.5]}" : "")
        choose: {epoch: validation, density: validation}
        retrains: 2
        \(methods.contains("equivalent") ? "equivalent: {search: true}" : "")
        """, file: "tiny.yaml")
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let experiment = try Experiment(
      protocolFile, on: datasets.map(ReportTests.dataset), workers: 2)
    try await experiment.run(into: folder)
    try await body(folder)
    return try Report(of: folder)
  }

  static let five = "[dense, cpna, nodes, rewound, reinitialised]"

  @Test func anyNumberOfMethodsIsRanked() async throws {
    let both = try SideBySide([try await report(Self.five, splits: 5)])
    let markdown = both.markdown
    #expect(markdown.contains("Friedman's test of whether the methods rank alike: p = "))
    let table = try #require(both.document.tables.first { $0.id == "against-control" })
    #expect(table.rows.count == 4)
    let equal = try #require(table["equal"])
    #expect(equal.allSatisfy { if case .quantity(.count(0...3, _)) = $0 { true } else { false } })
    // What is compared is compared once: four with the control, and six pairs of those that prune.
    let summary = both.runs[0].summaries[0]
    let lines = both.runs[0].differences(summary).map { $0.plain() }
    #expect(lines.count == 10 && Set(lines.map { $0.prefix { $0 != ":" } }).count == 10)
    #expect(lines.filter { $0.contains(" minus NN(best): ") }.count == 4)
    #expect(
      lines.allSatisfy { $0.contains("95 % interval") || $0.contains("on each of 5 splits") })
  }

  @Test func methodsOnOneDatasetAreNotRankedAndThatIsSaid() async throws {
    let both = try SideBySide([try await report("[dense, cpna]", datasets: ["one"])])
    #expect(both.rankFigure == nil)
    #expect(both.markdown.contains("The methods are not ranked: that takes two methods or more"))
    #expect(both.markdown.contains("`tiny` has 2 methods on one dataset."))
  }

  @Test func whatCollapsedIsCountedOfEveryMethodThatPrunes() async throws {
    let run = try await report("[dense, nodes, cpa]", datasets: ["one"])
    let tables = try SideBySide([run]).document.tables.filter { $0.id == "collapsed" }
    #expect(tables.count == 2)
    let comparison = try RecipeComparison([run])
    let counts = try #require(comparison.document.tables.first { $0.id == "collapsed" })
    let titles = counts["protocol"]?.map { $0.text.plain() }
    #expect(titles == ["tiny, node pruning", "tiny, NN+CPA"])
    let columns = comparison.columns(of: run.description.datasets[0])
    #expect(columns.map(\.id) == ["tiny/dense", "tiny/nodes", "tiny/cpa"])
    #expect(comparison.own(columns)?.id == "tiny/nodes")
    #expect(comparison.document.tables.first { $0.id == "differences" }?.rows.count == 2)
  }

  @Test func whatPrunesNothingHasSentencesInPlaceOfTables() async throws {
    let run = try await report("[dense]", datasets: ["car"])
    let recipe = try RecipeComparison([run]).markdown
    #expect(recipe.contains("`tiny` has no method that prunes"))
    let both = try SideBySide([run])
    for text in [recipe, both.markdown] {
      #expect(text.contains("No method here prunes, so that there are no collapsed fits to count."))
    }
    #expect(both.claimsDocument.tables.isEmpty == false, "the paper has its accuracy")
    #expect(
      both.claimsMarkdown.contains(
        "`tiny`: The paper's claims are about NN+CPNA, which was not run"))
  }

  @Test func claimsThatCannotBeCheckedAreNamed() async throws {
    let run = try await report("[dense, cpna]", datasets: ["car"])
    let sentence = "The paper's claims that compare NN+CPNA with NN(equivalent) cannot be checked"
    #expect(run.markdown.contains(sentence) && run.markdown.contains("- NN+CPNA above NN(best): "))
    #expect(try SideBySide([run]).claimsMarkdown.contains(sentence))
    // The paper says nothing of another dataset.
    let other = try await report("[dense, cpna]", datasets: ["mine"])
    #expect(!other.markdown.contains("The paper's claims"))
    #expect(other.markdown.contains("- NN+CPNA minus NN(best): "))
    let none = try SideBySide([other])
    #expect(
      none.claimsDocument.tables.isEmpty && none.claimsMarkdown.contains("No claim can be checked"))
    let studies = ClaimsDocument([], besides: [other])
    #expect(studies.document.tables.isEmpty)
    #expect(studies.markdown.contains("None of the runs is a study of XOR data"))
    #expect(studies.markdown.contains("to which these claims do not apply: `tiny`"))
  }

  @Test func onlyWhatPrunesIsMarkedInTheCurve() async throws {
    func marks(_ methods: String) async throws -> [Figure.Mark] {
      let run = try await report(methods, datasets: ["one"])
      let figures = run.figures(run.summaries[0]).map(\.figure)
      return try #require(figures.first { $0.name == "one-curve" }).panels[0].marks
    }
    #expect(try await marks("[dense, rewound]").isEmpty)
    let both = try await marks("[dense, rewound, cpna]")
    #expect(both.map(\.x) == [3, 6] && both[0].label == "pruning begins (NN+CPNA)")
    #expect(try await marks("[dense, cpna]").first?.label == "pruning begins")
  }

  @Test func aRunWithoutARefitSaysWhatIsMissing() async throws {
    try await report("[dense, cpna]", datasets: ["one"]) { folder in
      let journal = folder.journalFolder.appendingPathComponent("fits.jsonl")
      let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n").prefix(2)
      try (lines.joined(separator: "\n") + "\n")
        .write(to: journal, atomically: true, encoding: .utf8)
      let report = try Report(of: folder)
      #expect(report.document.tables.isEmpty)
      #expect(report.text().contains("No refit is finished yet"))
      #expect(report.text().contains("So far 2 fits of the search are done."))
      let both = try SideBySide([report])
      #expect(both.markdown.contains("No refit is finished yet"))
      #expect(both.markdown(of: both.datasets[0]).contains("No refit is finished yet"))
      #expect(try RecipeComparison([report]).markdown.contains("no refit of NN+CPNA yet"))
    }
  }

  /// Runs that differ in their methods alone have the same protocol name.
  @Test func runsOfOneProtocolAreNamedApart() async throws {
    let first = try await report("[dense, cpna]", datasets: ["one"])
    let second = try await report("[dense, nodes]", datasets: ["one"])
    let both = try SideBySide([first, second])
    #expect(both.runs.map(\.name) == ["tiny (dense, cpna)", "tiny (dense, nodes)"])
    #expect(Set(both.runs.map { both.folderNames[$0.name] }).count == 2)
    // Of the same methods on other splits: by the names of the runs.
    let third = try await report("[dense, cpna]", datasets: ["one"], splits: 3)
    let recipe = try RecipeComparison([first, third])
    #expect(recipe.recipe.name == (try first.description.name))
    #expect(recipe.others.map(\.name) == [try third.description.name])
  }

  @Test func theFolderOfARunIsNoFolderForTheReportOfSeveral() async throws {
    try await report("[dense, cpna]", datasets: ["one"]) { folder in
      let report = try Report(of: folder)
      let other = folder.url.appendingPathComponent("../\(folder.url.lastPathComponent)/")
      let journal = try Data(contentsOf: folder.journalFolder.appendingPathComponent("fits.jsonl"))
      for url in [folder.url, other] {
        for write in [
          { try SideBySide([report]).write(to: url) },
          { try RecipeComparison([report]).write(to: url) },
        ] as [() throws -> Void] {
          let error = #expect(throws: InputError.self) { try write() }
          #expect(error?.description.contains("another folder than those of the runs") == true)
        }
      }
      #expect(
        try Data(contentsOf: folder.journalFolder.appendingPathComponent("fits.jsonl")) == journal)
      #expect(
        !FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("README.md").path)
      )
    }
  }

  @Test func aFolderThatIsNoRunIsRefused() {
    let folder = RunFolder(FileManager.default.temporaryDirectory.appendingPathComponent("none"))
    #expect(throws: InputError.self) { try Report(of: folder) }
  }
}
