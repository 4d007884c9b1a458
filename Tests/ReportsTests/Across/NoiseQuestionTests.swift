import Foundation
import Pruning
import Statistics
import Testing

@testable import Experiments
@testable import Reports

/// What is asked of a run on datasets with more and more noise columns.
struct NoiseQuestionTests {
  @Test func trendsAlongNoiseAreTested() async throws {
    let names = ["a", "b", "c"].flatMap { ["\($0)", "\($0)+noise=1", "\($0)+noise=4"] }
    let report = try await QuestionTests().report(
      asking: """
        - {title: more, methods: [cpna, magnitude], minus: [dense], keep: [0.1], noise: [0, 1, 4]}
        - {title: absent, methods: [cpna], minus: [dense], keep: [0.1], noise: [0, 16]}
        - {title: without the first, methods: [cpna], minus: [dense], keep: [0.1], noise: [1, 4], planned: false}
        - {title: shown, methods: [cpna], minus: [dense], keep: [0.5], noise: [0, 1], reference: true}
        """, on: names)
    let answer = NoiseAnswer(
      [.cpna, "magnitude"], minus: [.dense], keep: [.perLayer([0.1])], times: [0, 1, 4],
      on: report.summaries, under: report.protocolFile)
    #expect(answer.trends.count == 2)
    for trend in answer.trends {
      #expect(trend.rows.count == 3)
      let scores = try trend.rows.map { row in
        try row.differences.map { PairOverDatasets.rounded(try #require($0).mean) }
      }
      #expect(trend.test == PageTest(scores))
    }
    #expect(
      answer.trends.map(\.adjusted)
        == Holm.adjusted(answer.trends.compactMap { $0.test?.pValue }).map(Optional.some))
    let tables = report.document.tables
    #expect(tables.first { $0.id == "noise-differences" }?.rows.count == 6)
    #expect(tables.first { $0.id == "noise-trend" }?.rows.count == 2)
    // The accuracies beside them, of what is subtracted first, and as a picture.
    let scores = try #require(tables.first { $0.id == "noise-accuracies" })
    #expect(scores.rows.count == 9 && scores.columns.count == 6)
    let first = try #require(report.summaries.first)
    #expect(
      scores.rows[0][3]
        == .quantity(.number(try #require(first.entry(.dense)?.accuracy?.mean), .percent())))
    let pictures = report.answers.compactMap(\.figure?.figure)
    #expect(pictures.map(\.name) == ["noise-1", "noise-3", "noise-4"])
    #expect(pictures[0].panels.count == 3 && pictures[0].panels[0].curves.count == 3)
    #expect(pictures[0].panels[0].curves[0].points.map(\.x) == [1, 2, 5])
    #expect(report.markdown.contains("### without the first (not planned)"))
    // One that decides nothing has no test.
    #expect(tables.count { $0.id == "noise-trend" } == 3)
    // Versions of datasets are no datasets.
    #expect(report.acrossRatios == nil && report.rankFigure == nil)
    #expect(report.markdown.contains("none is made"))
    #expect(report.markdown.contains("no dataset has all numbers of noise columns"))
    let csv = report.answersCSV.split(separator: "\n")
    #expect(csv.count == 5 && csv[3].hasPrefix("absent,yes,cpna,dense,0.1,0,"))
    #expect(csv[4].hasPrefix("without the first,no,cpna,dense,0.1,3,"))
  }
}
