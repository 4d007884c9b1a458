import Foundation
import Inputs
import Runs
import Statistics
import Testing

@testable import Experiments
@testable import Reports

/// What a report says of its methods over all datasets.
struct AcrossDatasetsTests {
  static let seven = ["one", "two", "three", "four", "five", "six", "seven"]

  func report(
    _ datasets: [String], methods: String = "[dense, cpna, equivalent]", splits: Int = 3,
    _ body: (RunFolder) async throws -> Void = { _ in }
  ) async throws -> Report {
    try await MethodReportTests().report(methods, datasets: datasets, splits: splits, body)
  }

  /// The view of `report` as if the refits of NN+CPNA that `isLost` names had failed.
  func view(_ report: Report, _ isLost: (FitKey) -> Bool) -> AcrossDatasets {
    let records = report.records.map { record in
      guard record.key.method == .cpna, record.key.phase == .final, isLost(record.key) else {
        return record
      }
      return FitRecord(
        key: record.key, outcome: .failure("it diverged"), seconds: record.seconds,
        finished: record.finished)
    }
    let protocolFile = report.description.protocolFile
    return AcrossDatasets(
      report.summaries.map { Summary($0.dataset, records, under: protocolFile) },
      of: report.codeName, under: protocolFile)
  }

  func table(_ id: String, of section: Section) throws -> Table {
    try #require(section.blocks.flatMap(\.tables).first { $0.id == id })
  }

  @Test func effectsAndProbabilitiesAreThoseOfThePairs() async throws {
    let report = try await report(Self.seven)
    let section = try #require(report.acrossDatasets)
    #expect(report.document.blocks.contains(.section(section)))
    #expect(report.rankFigure?.name == "ranks")
    let effects = try table("effects", of: section)
    #expect(
      effects["methods"]?.map { $0.text.plain() } == [
        "NN+CPNA minus NN(best)", "NN(equivalent) minus NN(best)", "NN+CPNA minus NN(equivalent)",
      ])
    #expect(try #require(effects["datasets"]).allSatisfy { $0 == .count(7) })
    let differences = report.summaries.map { summary in
      (summary.entry(.cpna)?.accuracy?.mean ?? 9) - (summary.entry(.dense)?.accuracy?.mean ?? 9)
    }
    let effect = try #require(PairedEffect(differences.map(PairOverDatasets.rounded)))
    #expect(effects["wins"]?[0] == .count(effect.wins))
    #expect(effects["losses"]?[0] == .count(effect.losses))
    let interval = try #require(effect.interval)
    #expect(
      effects["median"]?[0] == .quantity(.difference(effect.median, interval: interval, .points)))
    let probabilities = try table("probabilities", of: section)
    for row in probabilities.rows {
      let numbers = row.compactMap { cell -> Double? in
        if case .quantity(.number(let number, _)) = cell { number } else { nil }
      }
      #expect(numbers.count == 6)
      #expect((numbers.prefix(3).reduce(0, +) - 1).magnitude < 1e-9)
      #expect((numbers.suffix(3).reduce(0, +) - 1).magnitude < 1e-9)
    }
    let text = report.markdown
    for part in [
      "2 methods are compared with NN(best), the control, on 7 datasets.", "Friedman's test, exact",
      "with Holm's correction", "with a probability of 0.8, before the correction",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("no difference can be significant"))
  }

  /// Datasets by methods, each with the mean that its own section has.
  @Test func theScoresOfAllDatasetsAreSeenAtAGlance() async throws {
    let report = try await report(["one", "two"], methods: "[dense, cpna, nodes]")
    let section = try #require(report.scoresOfDatasets)
    #expect(report.document.blocks.contains(.section(section)))
    let overview = try table("overview", of: section)
    #expect(overview["dataset"] == report.summaries.map { .name($0.dataset.title) })
    #expect(overview.columns.map(\.id) == ["dataset", "dense", "cpna", "nodes"])
    for (summary, row) in zip(report.summaries, overview.rows) {
      let means = summary.entries.compactMap(\.accuracy?.mean)
      #expect(row.dropFirst() == means.map { .percent($0) }[...])
    }
    #expect(try await self.report(["one"]).scoresOfDatasets == nil)
  }

  @Test func whatIsMissingIsNamed() async throws {
    let report = try await report(Self.seven, methods: "[dense, cpna, nodes]")
    let view = view(report) {
      $0.dataset == "two" || $0.dataset == "three" && $0.split == 1
    }
    #expect(view.ranks?.count == 5)
    let text = view.section.blocks.compactMap { block -> String? in
      if case .list(let items) = block {
        items.map { $0.plain() }.joined(separator: "\n")
      } else {
        nil
      }
    }.joined()
    #expect(
      text.contains("two is left out of the ranks, since not every split has a score of NN+CPNA"),
      "\(text)")
    #expect(text.contains("three: NN+CPNA has a score on 2 of 3 splits"), "\(text)")
    // A mean over other splits is not compared.
    #expect(text.contains("three is left out of the ranks"))
    #expect(!text.contains("one"))
    // The other method keeps its seven datasets.
    let counts = try table("effects", of: view.section)["datasets"]
    #expect(counts == [.count(5), .count(7)])
  }

  @Test func aMethodWithoutAnyScoreIsNamedAndLeavesTheOthers() async throws {
    let report = try await report(["one", "two", "three"], methods: "[dense, cpna, nodes]")
    let view = view(report) { _ in true }
    #expect(view.ranks?.count == 3 && view.methods.map(\.name.rawValue) == ["dense", "nodes"])
    let list = try #require(view.section.blocks.first { $0.isList })
    #expect(list == .list(["\(name: "NN+CPNA") has a score on no dataset, and is not compared."]))
  }

  @Test func versionsOfOneDatasetAreNoIndependentEvidence() async throws {
    let report = try await report(["one", "one+noise=1", "two"])
    let text = report.markdown
    #expect(text.contains("These are versions of 2 datasets: they are not independent"))
    // So that nothing is tested over them.
    #expect(!text.contains("Wilcoxon") && report.rankFigure == nil)
    #expect(report.acrossDatasets?.blocks.count == 1)
    #expect(try await !self.report(["one", "two"]).markdown.contains("not independent"))
  }

  @Test func fewDatasetsCanDecideNothingAndThatIsSaid() async throws {
    let report = try await report(["one", "two", "three", "four", "five"], splits: 1)
    let section = try #require(report.acrossDatasets)
    let text = report.markdown
    #expect(
      text.contains(
        """
        On 5 datasets no p can be below 0.0625, so that no difference can be significant at the level 0.05, however \
        large it is: that takes 7 datasets or more.
        """))
    #expect(
      try table("effects", of: section)["found"]?.allSatisfy { $0 == .missing("none") } == true)
    // One split of each says nothing of how much splits differ.
    let cells = try table("probabilities", of: section)["hierarchical-worse"]
    #expect(cells?.allSatisfy { $0 == .missing("too few splits") } == true)
  }

  @Test func anUnfinishedRunIsNotCompared() async throws {
    let whole = try await report(["one", "two"]) { folder in
      let journal = folder.journalFolder.appendingPathComponent("fits.jsonl")
      let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
      try (lines.dropLast().joined(separator: "\n") + "\n")
        .write(to: journal, atomically: true, encoding: .utf8)
    }
    #expect(
      whole.acrossDatasets?.blocks == [
        .paragraph("The methods are not compared yet: the run is not finished.")
      ])
    #expect(whole.rankFigure == nil)
    let single = try await report(["one"])
    #expect(single.acrossDatasets == nil && single.rankFigure == nil)
  }
}
