import Testing

@testable import Experiments
@testable import Reports

/// `summary.csv` and `differences.csv`: what the report says, in full precision.
struct SummaryCSVTests {
  private func table(_ csv: String) -> [[String: String]] {
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(Set(lines.map(\.count)).count == 1 && Set(lines[0]).count == lines[0].count)
    return lines.dropFirst().map { line in
      Dictionary(zip(lines[0], line)) { first, _ in first }
    }
  }

  /// Settings have commas: a grid of one keeps them out of the count of fields here.
  @Test func rowsHaveTheNumbersOfTheReport() async throws {
    try await VerdictTests.report([
      .dense: [12, 12, 12, 12, 12], .equivalent: [13, 12, 12, 12, 12], .cpna: [11, 12, 12, 12, 12],
    ]) { report in
      let csv = report.summaryCSV.replacing(/"[^"]*"/) { $0.output.replacing(",", with: ";") }
      let rows = table(csv)
      #expect(rows.map { $0["method"] } == ["dense", "equivalent", "cpna"])
      let (dense, cpna) = (rows[0], rows[2])
      #expect(dense["accuracy"] == "0.75" && dense["accuracy_sd"] == "0.0")
      #expect(dense["difference"] == "" && dense["control"] == "dense" && dense["density"] == "1.0")
      #expect(dense["splits"] == "5" && dense["refits"] == "10" && dense["failed_refits"] == "0")
      #expect(dense["trivial_accuracy"] == "0.5")
      /// No number fails each comparison.
      func number(_ key: String) -> Double { cpna[key].flatMap(Double.init) ?? .nan }
      #expect((number("difference") - -0.0125).magnitude < 1e-12)
      #expect((number("difference_low") - -0.0691739).magnitude < 1e-6)
      #expect((number("p") - 0.573392).magnitude < 1e-6)
      #expect((number("p_worse") - 0.682954).magnitude < 1e-6)
      #expect((number("p_worse") + number("p_equal") + number("p_better") - 1).magnitude < 1e-9)
      #expect(cpna["verdict"] == "no significant difference" && cpna["over"] == "5 splits")
      #expect(number("density") <= 0.5)

      let pairs = table(report.differencesCSV)
      #expect(
        pairs.map { "\($0["method"] ?? "") \($0["minus"] ?? "")" } == [
          "equivalent dense", "cpna dense", "cpna equivalent",
        ])
      #expect(pairs[1]["p"] == cpna["p"])
    }
  }

  /// Where every density is refitted, only those refits are counted that `refits` counts.
  @Test func collapsedRefitsAreAmongTheRefits() async throws {
    try await ReportTests().withRun(
      judge: "test", splits: 5, levels: "densities: [0.3, 0.6]",
      grid: "{hidden: [5], l2: [0.0001], batch: [8]}"
    ) { folder in
      var report = try Report(of: folder)
      let records = report.records.map { record in
        guard record.key.phase == .final, let result = record.result else { return record }
        let isDown = record.key.repeat == 1 && record.key.split < 2
        let changed = FitResult(
          trainingRows: result.trainingRows, heldOutRows: result.heldOutRows,
          connections: result.connections, effectiveConnections: result.effectiveConnections,
          firstEpoch: result.firstEpoch, correct: result.correct.map { _ in isDown ? 0 : 16 },
          loss: result.loss, predictions: result.predictions, history: result.history)
        return FitRecord(
          key: record.key, outcome: .result(changed), seconds: 1, finished: record.finished)
      }
      report.recordsBySplit = RecordsBySplit(records)
      #expect(CollapsedFits(records).collapsed.count { $0.phase == .final } == 4)
      let columns = Report.summaryColumns
      let row = try #require(report.summaryRows.first { $0[1] == "cpna" })
      let place = try #require(columns.firstIndex(of: "collapsed_refits"))
      #expect(row[place] == "2" && row[place - 2] == "10", "\(row)")
    }
  }

  @Test func whatFewSplitsDoNotSayIsEmpty() async throws {
    try await VerdictTests.report([.dense: [12, 12], .cpna: [13, 13]]) { report in
      let pair = try #require(table(report.differencesCSV).first { $0["method"] == "cpna" })
      #expect(pair["difference"] == "0.0625" && pair["verdict"] == "none")
      for key in ["difference_low", "difference_high", "p", "p_worse", "p_equal", "p_better"] {
        #expect(pair[key] == "", "\(key)")
      }
    }
  }
}
