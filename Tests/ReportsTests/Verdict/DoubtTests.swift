import Testing

@testable import Experiments
@testable import Reports

/// What a report warns of, and what it says to do.
struct DoubtTests {
  private func doubts(
    _ correct: [MethodName: [Int]], grid: String = ReportTests.grid
  ) async throws -> [String] {
    var lines: [String] = []
    try await VerdictTests.report(correct, grid: grid) { report in
      lines = report.doubts(report.verdicts[0]).map { $0.plain() }
      let text = report.text(width: 10_000)
      for line in report.doubts(report.verdicts[0]) {
        #expect(text.contains(line.plain { "`\($0)`" }))
      }
    }
    return lines
  }

  /// The commonest class is half of the 16 test rows.
  @Test func whatLearnedNothingIsSaid() async throws {
    let lines = try await doubts([
      .dense: [12, 12, 12, 12, 13], .equivalent: [8, 8, 8, 8, 8], .cpna: [7, 8, 8, 8, 8],
    ])
    let line = try #require(lines.first { $0.hasPrefix("Nothing was learned: ") })
    #expect(line.hasPrefix("Nothing was learned: NN(equivalent), NN+CPNA are no better than"))
    #expect(line.contains("(50.00 %). Check the column with the classes"))
    #expect(
      try await doubts([.dense: [12], .equivalent: [12], .cpna: [12]])
        .allSatisfy { !$0.contains("Nothing was learned") })
  }

  @Test func aCeilingIsSaid() async throws {
    let all = Array(repeating: 16, count: 5)
    let lines = try await doubts([.dense: all, .equivalent: all, .cpna: [16, 16, 16, 16, 15]])
    #expect(
      lines.contains {
        $0.hasPrefix(
          "Ceiling: NN(best) is at 100.00 %, so that no method can be better by 0.2 points.")
          && $0.hasSuffix("mine+noise=4.")
      }, "\(lines)")
  }

  @Test func fewTestRowsAreSaid() async throws {
    let lines = try await doubts([
      .dense: [12, 12, 12, 12, 13], .equivalent: [12, 12, 12, 12, 13], .cpna: [13, 12, 11, 12, 13],
    ])
    let line = try #require(lines.first { $0.hasPrefix("Few test rows: ") })
    #expect(
      line.contains("a test set has 16 rows, so that one row is 6.25 points, and the interval of "))
    #expect(line.contains("where 0.2 points would matter. More splits"))
  }

  /// A grid of one L2 and widths from 5 to 8 can end at its edges by the width only.
  @Test func theEdgeOfTheGridIsSaid() async throws {
    let one = try await doubts(
      [.dense: [12, 12, 12]], grid: "{hidden: [8], l2: [0.0001], batch: [8]}")
    #expect(one.allSatisfy { !$0.contains("grid may end") })
    let two = try await doubts(
      [.dense: [12, 12, 12]], grid: "{hidden: [5, 8], l2: [0.0001], batch: [8]}")
    let line = try #require(two.first { $0.hasPrefix("The grid may end too early: ") })
    #expect(
      line.contains("--set 'grid.hidden=[5, 8, 16]'")
        || line.contains("--set 'grid.hidden=[3, 5, 8]'"))
    #expect(!line.contains("grid.l2"))
  }

  /// A penalty of 10 is far too large, and a tenth of 1e-05 is not quite 1e-06 in doubles.
  @Test func valuesBeyondAreRound() async throws {
    let lines = try await doubts(
      [.dense: [12, 12, 12]], grid: "{hidden: [8], l2: [1e-05, 10], batch: [8]}")
    let line = try #require(lines.first { $0.hasPrefix("The grid may end too early: ") })
    #expect(line.contains("--set 'grid.l2=[1e-06, 1e-05, 10]'"), "\(line)")
    // Nothing is less than the least number but none.
    let least = try await doubts(
      [.dense: [12, 12, 12]], grid: "{hidden: [8], l2: [1e-45, 10], batch: [8]}")
    #expect(least.allSatisfy { !$0.contains("[0, 1e-45") })
  }

  /// A method whose search ended at two edges is named once.
  @Test func aMethodAtTwoEdgesIsNamedOnce() async throws {
    let lines = try await doubts(
      [.dense: [12, 12, 12]], grid: "{hidden: [5, 8], l2: [0.1, 1], batch: [8]}")
    let line = try #require(lines.first { $0.hasPrefix("The grid may end too early: ") })
    #expect(
      line.contains(#/NN\(best\) took the \w+ hidden nodes \(\d\) on \d of 3 splits and the /#),
      "\(line)")
    #expect(line.matches(of: /NN\(best\)/).count == 1)
  }

  /// Fewer rows of a class than folds.
  @Test func rareClassesAreSaid() async throws {
    try await VerdictTests.report([.dense: [12, 12, 12]]) { report in
      func doubts(folds: Int) throws -> [String] {
        let text = report.description.protocolFile.yaml.replacing(
          "folds: 2", with: "folds: \(folds)")
        let protocolFile = try ProtocolFile(parsing: text, file: "tiny.yaml")
        return Doubts(
          verdict: report.verdicts[0], protocolFile: protocolFile, records: report.records
        )
        .lines.map { $0.plain() }
      }
      #expect(try doubts(folds: 2).allSatisfy { !$0.contains("Rare classes") })
      let line = try #require(try doubts(folds: 100).first { $0.hasPrefix("Rare classes: ") })
      #expect(
        line.contains(" rows), ")
          && line.contains("where the search has 100 folds: some folds and "))
    }
  }

  /// A refit whose accuracy after its last epoch is far below its twin's.
  @Test func collapsedRefitsAreSaid() async throws {
    try await ReportTests().withRun(datasets: ["mine"], splits: 5) { folder in
      let report = try Report(of: folder)
      let records = report.records.map { record in
        guard record.key.phase == .final, record.key.method == .cpna, record.key.repeat == 1,
          record.key.split == 0
        else { return record }
        return FitRecord(
          key: record.key, outcome: .failure("diverged"), seconds: 1, finished: record.finished)
      }
      let protocolFile = report.description.protocolFile
      let doubts = Doubts(
        verdict: DatasetVerdict(
          Summary(report.summaries[0].dataset, records, under: protocolFile), under: protocolFile),
        protocolFile: protocolFile, records: records)
      let line = try #require(
        doubts.lines.map { $0.plain() }.first {
          $0.hasPrefix("Failed or collapsed fits of methods that prune: ")
        })
      #expect(line.contains("1 of 10 refits and ") && line.contains("results.csv has them all"))
    }
  }
}
