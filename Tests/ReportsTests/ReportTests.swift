import Foundation
import Inputs
import Pruning
import Tabular
import Testing
@testable import Statistics
@testable import Runs
@testable import Experiments
@testable import Reports

struct ReportTests {
  static func dataset(named name: String) -> Dataset {
    var stream = RandomStream(seed: 5, name: "report")
    let labels = (0..<60).map { $0 % 2 }
    let values = labels.flatMap { label in
      [Float(label) + stream.symmetricUniform(), stream.symmetricUniform()]
    }
    return Dataset(
      name: name, title: "Set \(name)", features: Matrix(rows: 60, columns: 2, values: values),
      labels: labels, featureNames: ["x", "y"], classNames: ["a", "b"], provenance: "made up")
  }

  static let grid = "{hidden: [5, 8], l2: [0.0001, 0.001], batch: [8]}"

  static func protocolFile(
    name: String = "tiny", judge: String = "validation", splits: Int = 1, search: String = "grid",
    scaling: String = "training", equivalentNodes: Int? = nil, levels: String = "densities: [0.5]",
    grid: String = grid, seed: Int = 1, ownSplits: String = ""
  ) throws -> ProtocolFile {
    try ProtocolFile(
      parsing: """
        name: \(name)
        summary: a test
        seed: \(seed)
        split: {test-share: 0.25, count: \(splits), stratified: true\(ownSplits)}
        scaling: \(scaling)
        validation: {repeats: 1, folds: 2, search: \(search)}
        grid: \(grid)
        training: {pretraining-epochs: 3, pruning-epochs: 6}
        pruning: {annealing-rate: 5, \(levels)}
        choose: {epoch: \(judge), density: \(judge == "last" ? "validation" : judge)}
        retrains: 2
        equivalent: {search: false\(equivalentNodes.map { ", hidden: {car: \($0)}" } ?? "")}
        """, file: "tiny.yaml")
  }

  /// A finished run in a temporary folder.
  func withRun(
    name: String = "tiny", judge: String = "validation", datasets: [String] = ["car"],
    splits: Int = 1,
    search: String = "grid", scaling: String = "training", equivalentNodes: Int? = nil,
    levels: String = "densities: [0.5]", grid: String = grid, seed: Int = 1,
    ownSplits: String = "", _ body: (RunFolder) async throws -> Void
  ) async throws {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let experiment = try Experiment(
      Self.protocolFile(
        name: name, judge: judge, splits: splits, search: search, scaling: scaling,
        equivalentNodes: equivalentNodes, levels: levels, grid: grid, seed: seed,
        ownSplits: ownSplits),
      on: datasets.map(Self.dataset), workers: 2)
    try await experiment.run(into: folder)
    try await body(folder)
  }

  @Test func reportsAreAPureFunctionOfTheJournal() async throws {
    try await withRun { folder in
      try Report(of: folder).write(to: folder)
      let files = [folder.reportFile, folder.resultsFile, folder.gridFile]
      let first = try files.map { try Data(contentsOf: $0) }
      for file in files { try FileManager.default.removeItem(at: file) }
      try Report(of: folder).write(to: folder)
      #expect(try files.map { try Data(contentsOf: $0) } == first)
    }
  }

  @Test func aReportHasThePapersRows() async throws {
    try await withRun { folder in
      let markdown = try Report(of: folder).markdown
      #expect(markdown.hasPrefix("# Set car\n"))
      for row in [
        "NN(best)", "NN(equivalent)", "NN+CPNA", "| Connections", "epoch chosen by validation",
        "best epoch (optimistic: chosen on the test set)", "last epoch", "| The paper",
        "100.00 ± 0.00 (120+32)",
        "seed 1", "PruneBench 0.1.0", "Validation alone chose the setting, the density and",
      ] {
        #expect(markdown.contains(row), "\(row)")
      }
      #expect(markdown.contains("2x5+5x2 = 20") || markdown.contains("2x8+8x2 = 32"))
    }
  }

  @Test func choicesOnTheTestSetAreSaidSo() async throws {
    try await withRun(judge: "test") { folder in
      let markdown = try Report(of: folder).markdown
      #expect(
        markdown.contains("**The test set** chose the density and the epoch, as in the paper"))
      #expect(!markdown.contains("epoch chosen by validation"))
    }
  }

  @Test func severalSetsMakeOneReport() async throws {
    try await withRun(datasets: ["car", "mine"]) { folder in
      let markdown = try Report(of: folder).markdown
      #expect(markdown.contains("\n## Set car\n") && markdown.contains("\n## Set mine\n"))
      #expect(markdown.components(separatedBy: "| The paper").count == 2, "mine has none")
    }
  }

  @Test func csvFilesHaveARowForEachFitAndCandidate() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      let lines = report.resultsCSV.split(separator: "\n")
      #expect(lines.count == 1 + report.description.expectedFits)
      #expect(
        lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 31 })
      let grid = report.gridCSV.split(separator: "\n")
      #expect(grid[0].hasSuffix("mean_test_score,std_test_score,rank_test_score,mean_fit_time"))
      #expect(grid.count == 1 + 4 + 4)
    }
  }

  @Test func anUnfinishedRunSaysSo() async throws {
    try await withRun { folder in
      let lines = try String(
        contentsOf: folder.journalFolder.appendingPathComponent("fits.jsonl"), encoding: .utf8
      )
      .split(separator: "\n").prefix(5)
      try (lines.joined(separator: "\n") + "\n")
        .write(
          to: folder.journalFolder.appendingPathComponent("fits.jsonl"), atomically: true,
          encoding: .utf8)
      #expect(try Report(of: folder).markdown.contains("**Unfinished: 17 fits are missing.**"))
      let status = try RunStatus(of: folder).text
      #expect(status.contains("5 of 22 fits, "))
      #expect(status.contains(": the same 'prunebench run' command carries on"))
      #expect(status.contains("search "))
    }
  }

  /// What intervals are of depends on the number of splits, which a set may have for itself.
  @Test func setsWithOneSplitAreReadAnotherWay() async throws {
    try await withRun(
      datasets: ["car", "isolet"], splits: 5, ownSplits: ", by-dataset: {isolet: {count: 1}}"
    ) {
      let text = try Report(of: $0).markdown
      #expect(
        text.contains("- For isolet: The interval of a difference is that of a paired bootstrap"))
      #expect(text.contains("- For the others: Differences are taken split by split"))
    }
    try await withRun {
      let text = try Report(of: $0).markdown
      #expect(text.contains("\n- ± is the standard"))
    }
  }

  /// One split: the t interval of its refits. Several: the corrected one of the splits' means.
  @Test func estimatesHaveTheirIntervals() throws {
    let one = try #require(Estimate([[0.9, 0.91, 0.92, 0.93, 0.94]], testShare: 0.2))
    #expect(one.percent.text == "92.00 ± 1.58 [90.04, 93.96]")
    let several = try #require(
      Estimate([[0.9, 0.92], [], [0.94], [0.9], [0.92], [1]], testShare: 0.2))
    #expect(several.bySplit == [0.91, nil, 0.94, 0.9, 0.92, 1])
    let mean = try #require(ResampledMean([0.91, 0.94, 0.9, 0.92, 1], testShare: 0.2))
    #expect(several.interval == mean.interval().lowerBound...1)
    // Of fewer the bounds would say nothing.
    #expect(try #require(Estimate([[0.9], [0.94]], testShare: 0.2)).interval == nil)
    #expect(try #require(Estimate([[0.9, 0.91, 0.92]], testShare: 0.2)).interval == nil)
    #expect(try #require(Estimate([[0.5]], testShare: 0.2)).percent.text == "50.00 ± 0.00")
    #expect(Estimate([[], []], testShare: 0.2) == nil)
  }

  @Test func statusTellsTheRateOfTheLastFits() {
    let dates = (0..<150).map { Date(timeIntervalSince1970: Double($0)) }
    #expect(
      RunStatus.rate(dates) == "lately 60 fits a minute, the last at 1970-01-01T00:02:29Z")
    #expect(RunStatus.rate([dates[0]]) == nil)
  }

  @Test func aClaimIsPrintedAsItCameOut() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      let (summary, protocolFile) = (report.summaries[0], try Self.protocolFile())
      let lines = Claims(summary: summary, protocolFile: protocolFile).lines
      let expected = try [MethodName.dense, .equivalent].map { method in
        let difference = try #require(Difference(summary, from: method, under: protocolFile))
        #expect(summary.sizeMismatch(method) == nil)
        let verdict: InlineText =
          switch difference.isPositive {
          case true?: "as the paper says"
          case false?: "\(strong: "not as the paper says")"
          case nil: "no significant difference"
          }
        let title = try #require(protocolFile.method(method)).title
        return "NN+CPNA above \(name: title): \(verdict) (\(difference.text))." as InlineText
      }
      #expect(lines == expected)
      // The third pair is no claim of the paper.
      let differences = report.differences(summary)
      #expect(Array(differences.prefix(2)) == lines && differences.count == 3)
      #expect(report.document.blocks.contains(.list(differences)))
    }
  }

  /// A run whose pruned networks are wrong on every row: the report says that the paper's claims do not hold, and
  /// nowhere that they do. Of one whose dense networks are, it is the other way round.
  @Test(arguments: [true, false])
  func reversalsOfThePaperArePrinted(isReversal: Bool) async throws {
    try await withRun(splits: 5) { folder in
      let report = try Report(of: folder)
      let records = report.records.map { record in
        guard record.key.phase == .final, (record.key.method == .cpna) == isReversal,
          let result = record.result
        else { return record }
        let wrong = FitResult(
          trainingRows: result.trainingRows, heldOutRows: result.heldOutRows,
          connections: result.connections, effectiveConnections: result.effectiveConnections,
          firstEpoch: result.firstEpoch, correct: result.correct.map { _ in 0 }, loss: result.loss,
          predictions: nil, history: nil)
        return FitRecord(
          key: record.key, outcome: .result(wrong), seconds: record.seconds,
          finished: record.finished)
      }
      let protocolFile = report.description.protocolFile
      let summary = Summary(report.summaries[0].dataset, records, under: protocolFile)
      let methods = [MethodName.dense, .equivalent]
      let lines = Claims(summary: summary, protocolFile: protocolFile).lines
      #expect(lines.count == methods.count)
      for (method, line) in zip(methods, lines) {
        let text = MarkdownWriter().write(Document(blocks: [.list([line])]))
        let verdict = isReversal ? "**not as the paper says**" : "as the paper says"
        let title = try #require(protocolFile.method(method)).title
        #expect(text.hasPrefix("- NN+CPNA above \(title): \(verdict) ("), "\(text)")
      }
    }
  }

  @Test(arguments: [
    ([0.1, 0.11, 0.12], "as the paper says"), ([-0.1, -0.11, -0.12], "**not as the paper says**"),
    ([-0.1, 0.1, 0], "no significant difference"), ([0, 0, 0], "no significant difference"),
  ])
  func verdictsFollowTheInterval(differences: [Double], text: String) throws {
    let difference = try #require(Difference(ofPairs: differences))
    let verdict = Claims.verdict(difference, mismatch: nil)
    #expect(MarkdownWriter().write(Document(blocks: [.paragraph(verdict)])) == text + "\n")
    let mismatch = Claims.verdict(difference, mismatch: "of two sizes")
    #expect(mismatch == "not comparable (of two sizes)")
  }
}
