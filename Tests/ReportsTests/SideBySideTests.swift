import Foundation
import Inputs
import Runs
import Testing

@testable import Experiments
@testable import Reports

struct SideBySideTests {
  /// Reports of tiny runs, one for each of the arguments.
  func reports(
    _ runs: [(judge: String, splits: Int, scaling: String)], datasets: [String]
  ) async throws -> [Report] {
    var reports: [Report] = []
    for run in runs {
      try await ReportTests().withRun(
        judge: run.judge, datasets: datasets, splits: run.splits, scaling: run.scaling
      ) { folder in reports.append(try Report(of: folder)) }
    }
    return reports
  }

  @Test func setsAreRankedAndTheirPowerIsTold() async throws {
    let runs = try await reports([("validation", 2, "training")], datasets: ["car", "isolet"])
    let both = try SideBySide(runs)
    let markdown = both.markdown
    for part in [
      "Mean ranks under `tiny` on 2 datasets, where 1 is the best: NN(best) ",
      "No two can: mean ranks of 3 methods differ by 2.00 at most", "no p can be below 0.5000",
      "no difference can be significant", "that takes 7 datasets or more",
      "Bayesian signed-rank test", "hierarchical correlated t-test", "](figures/ranks.svg)",
      "Each method against NN(best), the control", "| NN+CPNA        | ",
      "`tiny`, leak-free", "95 % interval",
    ] {
      #expect(
        markdown.replacing("\n", with: " ").localizedStandardContains(part), "\(part)")
    }
    let collapses = try #require(markdown.split(separator: "## Collapsed fits").last)
    let cell = CollapsedFits(
      runs[0].records.filter { $0.key.setting.l2 == 1e-4 && $0.key.setting.hidden == [5] })
    let share = Formatting.fixed(100 * Double(cell.collapsed.count) / Double(cell.fits), 2)
    #expect(collapses.contains("| L2     | 5 nodes | 8 nodes |"), "\(collapses)")
    #expect(!cell.collapsed.isEmpty && collapses.contains("| 0.0001 | \(share) % |"), "\(share)")
    let figure = try #require(both.rankFigure)
    let labels = figure.ranks?.drawing.texts.map(\.text) ?? []
    for method in ComparedMethod.standard {
      #expect(labels.contains { $0.hasPrefix("\(method.title) (") }, "\(labels)")
    }
  }

  @Test(arguments: [
    ("validation", "training", "leak-free"), ("validation", "all", "features scaled by all rows"),
    ("last", "training", "leak-free"), ("last", "all", "features scaled by all rows"),
    ("test", "training", "epoch and density chosen on the test set"),
  ])
  func whatLeaksIsSaid(judge: String, scaling: String, label: String) async throws {
    let runs = try await reports([(judge, 1, scaling)], datasets: ["car"])
    let both = try SideBySide(runs)
    #expect(both.markdown.contains("`tiny`, \(label)"))
    #expect(both.markdown(of: both.datasets[0]).contains("balanced accuracy %, \(label)"))
    #expect(both.markdown.contains("leak-free") == (label == "leak-free"))
    #expect(
      both.claimsMarkdown.contains("ignores that a choice was made") == (judge == "test"))
  }

  /// A protocol can name hidden nodes that do not make the network of the nearest size.
  @Test(arguments: [(nil, false), (20, true)])
  func anEquivalentOfAnotherSizeDecidesNothing(nodes: Int?, isTold: Bool) async throws {
    try await ReportTests().withRun(equivalentNodes: nodes) { folder in
      let report = try Report(of: folder)
      let both = try SideBySide([report])
      let words = "NN(equivalent) has 80 connections, where NN+CPNA has "
      for text in [both.markdown, both.claimsMarkdown, report.markdown] {
        #expect(text.contains(words) == isTold, "\(text)")
      }
      if isTold {
        #expect(both.claimsMarkdown.contains("of equivalent size. | undecided"))
        #expect(report.markdown.contains("NN(equivalent): not comparable (NN(equiv"))
      }
    }
  }

  @Test func unfinishedRunsClaimNothing() async throws {
    try await ReportTests().withRun { folder in
      let journal = folder.journalFolder.appendingPathComponent("fits.jsonl")
      let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
      try (lines.dropLast().joined(separator: "\n") + "\n")
        .write(to: journal, atomically: true, encoding: .utf8)
      let both = try SideBySide([Report(of: folder)])
      #expect(both.claimsMarkdown.contains("**Unfinished, and left out: `tiny`.**"))
      #expect(!both.claimsMarkdown.contains("Table 3, `tiny`"))
      #expect(both.markdown.contains("`tiny`, **unfinished**"))
      #expect(both.markdown.contains("The methods are not ranked: no run is finished."))
      #expect(both.rankFigure == nil)
    }
  }

  @Test func runsMustBeOfDifferentProtocolsOnTheSameSets() async throws {
    let car = try await reports([("test", 1, "training")], datasets: ["car"])
    let other = try await reports([("test", 1, "training")], datasets: ["isolet"])
    for (runs, message) in [
      ([], "runs of comparisons"), (car + car, "two of 'tiny'"),
      (car + other, "runs on the same datasets: car"),
    ] {
      let error = #expect(throws: InputError.self) { try SideBySide(runs) }
      #expect(error?.description.contains(message) == true, "\(message)")
    }
  }

  @Test func aHalvedSearchSaysSo() async throws {
    try await ReportTests().withRun(search: "halving") { folder in
      let report = try Report(of: folder)
      #expect(
        report.markdown.contains("The grid was halved: 4 settings by 1 fold each, 2 by 2."))
      let rows = report.gridCSV.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let fits = try #require(rows[0].firstIndex(of: "fits"))
      let rank = try #require(rows[0].firstIndex(of: "rank_test_score"))
      let dense = rows.dropFirst().filter { $0[2] == "dense" }
      #expect(dense.count == 4)
      for row in dense { #expect((row[fits] == "2") == ((Int(row[rank]) ?? 9) <= 2)) }
    }
  }

  /// A split without a refit of one method takes part in no difference, and shifts none.
  @Test func differencesAreOfTheSameSplit() async throws {
    try await ReportTests().withRun(splits: 3) { folder in
      let report = try Report(of: folder)
      let protocolFile = report.description.protocolFile
      let whole = report.summaries[0]
      let records = report.records.map { record in
        guard record.key.split == 0, record.key.method == .cpna, record.key.phase == .final
        else { return record }
        return FitRecord(
          key: record.key, outcome: .failure("it diverged"), seconds: record.seconds,
          finished: record.finished)
      }
      let summary = Summary(whole.dataset, records, under: protocolFile)
      let pruned = try #require(summary.entry(.cpna)?.accuracy)
      let equivalent = try #require(summary.entry(.equivalent)?.accuracy)
      #expect(pruned.bySplit[0] == nil && pruned.bySplit.count == 3)
      #expect(equivalent.bySplit[0] == nil && equivalent.bySplit.count == 3)
      let before = try #require(whole.entry(.equivalent)?.accuracy)
      #expect(equivalent.bySplit[1...] == before.bySplit[1...])
      let difference = try #require(
        Difference(summary, from: .equivalent, under: protocolFile))
      let expected = (1...2).map { (pruned.bySplit[$0] ?? 0) - (equivalent.bySplit[$0] ?? 0) }
      #expect(abs(difference.mean - expected.reduce(0, +) / 2) < 1e-12)
      #expect(difference.bySplit.count == 2)
    }
  }
}
