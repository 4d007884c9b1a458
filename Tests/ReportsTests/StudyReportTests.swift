import Foundation
import Testing
@testable import Statistics
@testable import Runs

@testable import Reports
@testable import Experiments

struct StudyReportTests {
  static func study(_ figure: String, methods: String, hidden: String = "[8, 12]") throws
    -> StudyFile
  {
    try StudyFile(
      parsing: """
        study: small
        title: A small study
        summary: for a test
        figure: \(figure)
        methods: \(methods)
        batch: 16
        draws: 2
        initialisations: 3
        hidden: \(hidden)
        pretraining-epochs: [3]
        hidden-epochs: 4
        hidden-connections: 6
        input-epochs: 4
        input-connections: 8
        features: [2]
        features-at: 10
        curves: \(figure == "evolution")
        test: 50
        problems:
          - {k: 2, p: 3, n: 60}
          - {k: 2, p: 4, n: 60}
        """, file: "small.yaml", scale: .full)
  }

  func withReport(
    _ figure: String, methods: String, hidden: String = "[8, 12]",
    _ body: (StudyReport, RunFolder) async throws -> Void
  ) async throws {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let file = try Self.study(figure, methods: methods, hidden: hidden)
    try await Study(file, workers: 2).run(into: folder)
    try await body(try StudyReport(of: folder), folder)
  }

  @Test(arguments: [
    ("minima", "[dense]", 4, "| 8            |"),
    ("cliff", "[dense]", 1, "p where AUC falls below 0.8"),
    ("width", "[dense]", 1, "as the paper"),
    ("methods", "[dense, cpa, hidden]", 2, "| NN-CPA(hidden)"),
    ("sorted", "[hidden, random, init]", 2, "quarter below"),
    ("evolution", "[all]", 3, "| hidden layer "),
    ("table", "[dense, hidden, all, random, init]", 2, "What NN-CPNA(all) keeps"),
    ("table", "[dense, hidden, interleaved]", 2, "down to 2 features"),
  ])
  func everyKindHasTablesAndPanels(
    figure: String, methods: String, panels: Int, text: String
  ) async throws {
    let hidden = ["minima", "width", "methods"].contains(figure) ? "[8, 12]" : "[12]"
    try await withReport(figure, methods: methods, hidden: hidden) { report, _ in
      #expect(report.markdown.hasPrefix("# A small study\n\n"))
      #expect(report.markdown.contains("\n\nStudy `small` (for a test), seed 1"))
      for claim in report.claims {
        #expect(
          report.markdown.contains(
            MarkdownWriter().write(Document(blocks: [.list([claim.summary])]))))
      }
      #expect(report.markdown.contains(text), "\(report.markdown)")
      #expect(report.figures.count == 1)
      #expect(report.figures[0].panels.count == panels)
      #expect(report.figures[0].panels.allSatisfy { !$0.curves.isEmpty })
      for curve in report.figures[0].panels.flatMap(\.curves) {
        #expect(!curve.points.isEmpty)
        #expect(curve.points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
      }
      #expect(report.resultsCSV.split(separator: "\n").count == 1 + report.records.count)
      #expect(report.claims.allSatisfy { !$0.checks.isEmpty })
    }
  }

  /// By hand from the records: the losses of each draw sorted, the mean over the draws by rank.
  @Test func minimaAreSortedWithinEachDraw() async throws {
    try await withReport("minima", methods: "[dense]", hidden: "[8]") { report, _ in
      let problem = report.study.cases[0].problem
      let losses = (0..<2).map { draw in
        report.results(problem, .dense).filter { $0.key.draw == draw }.map(\.result.chosen.loss)
          .sorted()
      }
      let expected = zip(losses[0], losses[1]).map { ($0 + $1) / 2 }
      let points = report.figures[0].panels[0].curves[0].points
      #expect(points.map(\.x) == [1, 2, 3])
      for (point, loss) in zip(points, expected) { #expect(abs(point.y - loss) < 1e-12) }
    }
  }

  @Test func aTableWithoutARowIsASentence() async throws {
    try await withReport("sorted", methods: "[hidden, random]", hidden: "[12]") { _, folder in
      let journal = folder.url.appendingPathComponent("journal/fits.jsonl")
      try "".write(to: journal, atomically: true, encoding: .utf8)
      let report = try StudyReport(of: folder)
      #expect(report.document.tables.isEmpty)
      for text in [report.markdown, report.text()] {
        #expect(text.contains("No fit that this table would report is finished yet."))
      }
    }
  }

  @Test func anUnfinishedStudySaysSoAndClaimsNothing() async throws {
    try await withReport("sorted", methods: "[hidden, random]", hidden: "[12]") { _, folder in
      let journal = folder.url.appendingPathComponent("journal/fits.jsonl")
      let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
      try lines.prefix(5).map { $0 + "\n" }.joined().write(
        to: journal, atomically: true, encoding: .utf8)
      let report = try StudyReport(of: folder)
      #expect(report.markdown.contains("**Unfinished: 19 fits are missing.**"))
      #expect(report.claims.isEmpty)
    }
  }

  @Test func verdicts() {
    func claim(_ holds: [Bool?]) -> Claim {
      Claim(
        place: "Here", statement: "So it is.", criterion: "it is",
        checks: holds.map { Claim.Check(finding: "Seen.", holds: $0) })
    }
    #expect(claim([true, true]).verdict == "holds")
    #expect(claim([true, false]).verdict == "holds in part (1 of 2)")
    #expect(claim([true, nil]).verdict == "holds in part (1 of 2, 1 undecided)")
    #expect(claim([false]).verdict == "does not hold (0 of 1)")
    #expect(claim([nil]).verdict == "undecided")
    let blocks = claim([true, false, nil]).blocks
    #expect(
      blocks.last
        == .list(["yes: Seen.", "\(strong: "no"): Seen.", "undecided: Seen."]))
  }

  /// Differences 0.1, 0.2, 0.3 have mean 0.2 and standard error 0.1 / sqrt(3).
  @Test func differencesArePaired() throws {
    func fits(_ aucs: [Double]) -> [(key: StudyKey, result: StudyResult)] {
      aucs.enumerated().map { draw, auc in
        let key = StudyKey(
          problem: "p", phase: .final, method: .dense,
          setting: StudySetting(hidden: 1, l2: 0, pretrainingEpochs: 1, pruning: nil),
          draw: draw, initialisation: 0)
        let scores = StudyResult.Scores(
          loss: 0, trainingAUC: 1, validationAUC: nil, testAUC: auc)
        return (
          key,
          StudyResult(
            epoch: 1, epochs: 1, chosen: scores, lastTestAUC: auc, connections: [1],
            effectiveConnections: 1, features: [0], featuresByNode: nil, hiddenNodes: 1, curve: nil)
        )
      }
    }
    let difference = try #require(
      Difference(fits([0.6, 0.8, 0.9]), minus: fits([0.5, 0.6, 0.6, 0.1])))
    #expect(abs(difference.mean - 0.2) < 1e-12)
    let pairs = try #require(difference.resampled)
    #expect(abs(pairs.standardError - 0.1 / 3.0.squareRoot()) < 1e-12)
    #expect(pairs.count == 3)
    #expect(difference.text.plain() == "+0.2000 ± 0.0577 over 3 pairs")
    #expect(difference.isAbove(0) == true)
    #expect(difference.isAbove(0.15) == nil)
    #expect(difference.isAbove(0.5) == false)
    #expect(Difference(fits([0.6]), minus: fits([0.5])) == nil)
  }

  /// numpy.quantile([3, 1, 2, 10], [0, 0.25, 0.5, 0.75, 1])
  @Test func quantilesAreNumpys() throws {
    let quantiles = try #require(Quantiles([3, 1, 2, 10]))
    #expect([0, 0.25, 0.5, 0.75, 1].map { quantiles[$0] } == [1, 1.75, 2.5, 4.75, 10])
    #expect(Quantiles([]) == nil)
  }
}
