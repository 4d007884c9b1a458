import Foundation
import Runs
import Testing

@testable import Experiments
@testable import Reports

/// What a run says first: sentences whose numbers are those of a count by hand.
struct VerdictTests {
  /// The report of a run in which each refit of a method has so many of the 16 test rows right, by split.
  static func report(
    _ correct: [MethodName: [Int]], datasets: [String] = ["mine"], grid: String = ReportTests.grid,
    _ body: (Report) throws -> Void
  ) async throws {
    let splits = correct.values.map(\.count).max() ?? 1
    try await ReportTests().withRun(datasets: datasets, splits: splits, grid: grid) { folder in
      var report = try Report(of: folder)
      let records = report.records.map { record in
        guard record.key.phase == .final, let result = record.result,
          let right = correct[record.key.method]?[record.key.split]
        else { return record }
        let changed = FitResult(
          trainingRows: result.trainingRows, heldOutRows: result.heldOutRows,
          connections: result.connections, effectiveConnections: result.effectiveConnections,
          firstEpoch: result.firstEpoch, correct: result.correct.map { _ in right },
          loss: result.loss, predictions: result.predictions, history: result.history)
        return FitRecord(
          key: record.key, outcome: .result(changed), seconds: record.seconds,
          finished: record.finished)
      }
      let protocolFile = report.description.protocolFile
      report.summaries = report.summaries.map { Summary($0.dataset, records, under: protocolFile) }
      try body(report)
    }
  }

  static func lines(_ report: Report) -> [String] {
    report.sentences(report.verdicts).map { $0.plain() }
  }

  /// Differences of -1/16, 0, 0, 0 and 0: t with 4 degrees of freedom, s² (1/5 + 1/3), by SciPy.
  @Test func aSentenceHasTheStatistics() async throws {
    try await Self.report([
      .dense: [12, 12, 12, 12, 12], .equivalent: [16, 16, 16, 16, 15], .cpna: [11, 12, 12, 12, 12],
    ]) { report in
      let lines = Self.lines(report)
      #expect(lines.count == 3)
      #expect(lines[0].hasPrefix("NN(best), the best dense network, has "))
      #expect(lines[0].hasSuffix("classifies 75.00 % of the test rows correctly."))
      #expect(
        lines[2].hasSuffix(
          "is 1.25 points below NN(best), 95 % interval -6.92 to +4.42: no significant difference "
            + "(p = 0.573). The probability that it is worse by over 0.2 points is 0.68."),
        "\(lines)")
      #expect(lines[1].contains(": significantly better (p < 0.001)."), "\(lines[1])")
      let markdown = report.markdown
      #expect(markdown.hasPrefix("# Set mine\n\n- NN(best), the best dense network, has "))
      #expect(
        report.text(width: 80).hasPrefix("Set mine\n\n- NN(best), the best dense network, has "))
    }
  }

  /// Two equal differences have no spread: no interval, no p, and the sentence says what is needed.
  @Test func fewSplitsGiveNoVerdict() async throws {
    try await Self.report([.dense: [12, 12], .equivalent: [12, 12], .cpna: [13, 13]]) { report in
      let lines = Self.lines(report)
      #expect(lines[1].hasSuffix("is as accurate as NN(best) on both splits."), "\(lines)")
      #expect(lines[2].hasSuffix("is 6.25 points above NN(best) on both splits."), "\(lines)")
      #expect(
        lines[3]
          == "No verdict: 2 splits are too few to tell a difference from chance. At least 5 are needed: add --splits 5."
      )
      let markdown = report.markdown
      #expect(!markdown.contains("95 % interval") && !markdown.contains("± 0.00 ["))
      #expect(
        markdown.contains("- NN+CPNA minus NN(best): no verdict (+6.25 points on both splits)."))
    }
    try await Self.report([.dense: [12, 12, 12], .cpna: [13, 11, 12]]) { report in
      #expect(
        Self.lines(report)[2].hasSuffix(
          "is as accurate as NN(best), from -6.25 to +6.25 on 3 splits."))
    }
    // One split: rows can be resampled, which says nothing of other training sets.
    try await Self.report([.dense: [12], .cpna: [13]]) { report in
      let lines = Self.lines(report)
      #expect(lines[2].contains(" on the one test set; on other test rows of the same kind"))
      #expect(lines.last?.hasPrefix("No verdict: one split is too few") == true)
      #expect(
        report.differences(report.summaries[0]).allSatisfy {
          $0.plain().contains(" on these test rows")
        })
    }
  }

  /// All equal on five splits: no test can be made of differences without spread.
  @Test func differencesWithoutSpreadGiveNoVerdict() async throws {
    let twelve = Array(repeating: 12, count: 5)
    try await Self.report([.dense: twelve, .equivalent: twelve, .cpna: twelve]) { report in
      let lines = Self.lines(report)
      #expect(lines[2].hasSuffix("is as accurate as NN(best) on each of 5 splits."))
      #expect(lines[3].hasPrefix("No verdict: the difference is the same on every split"))
    }
  }

  /// Over the datasets first, then a line a dataset.
  @Test func severalDatasetsBeginWithWhatHoldsOverThem() async throws {
    try await Self.report(
      [
        .dense: [12, 12, 12, 13, 12], .equivalent: [11, 11, 12, 12, 12],
        .cpna: [13, 14, 12, 13, 13],
      ],
      datasets: ["one", "two", "three"]
    ) { report in
      let lines = Self.lines(report)
      #expect(lines.count == 6, "\(lines)")
      #expect(
        lines[1].hasPrefix(
          "NN+CPNA is 5.00 points above NN(best) in the median of 3 datasets, better on 3 and worse on 0: no significant"
        ), "\(lines)")
      #expect(lines[1].contains("p = 0.500 after Holm's correction for 2 methods"), "\(lines[1])")
      #expect(lines[2].contains("no difference can be significant at the level 0.05"))
      #expect(
        lines[3].hasPrefix("Set one: NN+CPNA keeps ") || lines[3].hasPrefix("Set one: NN+CPNA has ")
      )
      #expect(lines[3].contains(" 5.00 points above NN(best): "))
      // Each part has its own sentences, which a report on one dataset has on top.
      #expect(report.markdown.contains("\n## Set one\n\n- NN(best), the best dense network, has "))
    }
  }

  /// Of many methods the best, the worst, and which lose nothing.
  @Test func manyMethodsAreSummedUp() async throws {
    let report = try await ManyMethodsTests().report(ManyMethodsTests.methods)
    let lines = Self.lines(report)
    #expect((4...5).contains(lines.count), "\(lines)")
    #expect(lines[1].hasPrefix("The best of 6 other methods: "))
    #expect(lines[2].hasPrefix("The worst: "))
    #expect(lines[3].contains("(the probability of being worse by over 0.2 points is below 0.05)"))
  }

  @Test func anUnfinishedRunHasNoVerdict() async throws {
    try await ReportTests().withRun { folder in
      let journal = folder.journalFolder.appendingPathComponent("fits.jsonl")
      let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n").dropLast()
      try (lines.joined(separator: "\n") + "\n").write(
        to: journal, atomically: true, encoding: .utf8)
      let report = try Report(of: folder)
      #expect(Self.lines(report) == ["No verdict yet: the run is not finished."])
      #expect(report.doubts(report.verdicts[0]).isEmpty)
    }
  }

  /// A file of one's own may be called as one of the paper's datasets.
  @Test func aFileWithAPapersNameIsNotThePapers() throws {
    func summary(_ arguments: [String]?) -> DatasetSummary {
      DatasetSummary(ReportTests.dataset(named: "car"), arguments: arguments)
    }
    #expect(PaperTable3(summary(nil)) != nil && PaperTable3(summary(["car"])) != nil)
    #expect(PaperTable3(summary(["data/car.csv", "--target", "5"])) == nil)
  }
}
