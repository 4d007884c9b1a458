import Foundation
import Inputs
import Pruning
import Runs
import Statistics
import TestSupport
import Testing

@testable import Experiments
@testable import Reports

/// What is asked of a run at its ratios, and how much can be pruned.
struct QuestionTests {
  private static let names = (1...7).map { "set\($0)" }

  private func protocolFile(refits: String = "every") throws -> ProtocolFile {
    try ProtocolFile(
      parsing: """
        name: tiny
        summary: a test
        seed: 1
        methods: [dense, cpna, magnitude]
        split: {test-share: 0.25, count: 2, stratified: true}
        scaling: training
        validation: {repeats: 1, folds: 2, search: grid}
        grid: {hidden: [5], l2: [0.0001], batch: [8]}
        training: {pretraining-epochs: 2, pruning-epochs: 4}
        pruning: {annealing-rate: 5, densities: [0.5, 0.1]}
        choose: {epoch: last, density: validation, refits: \(refits)}
        retrains: 1
        """, file: "tiny.yaml")
  }

  private func report(asking text: String) async throws -> Report {
    let protocolFile = try protocolFile()
    return try await withTemporaryFolder { url in
      let experiment = try Experiment(
        protocolFile, on: Self.names.map(ReportTests.dataset), workers: 2)
      try await experiment.run(into: RunFolder(url))
      var report = try Report(of: RunFolder(url))
      report.questions = try [Question](parsing: text, file: "questions.yaml", under: protocolFile)
      return report
    }
  }

  @Test func comparisonsAreCorrectedTogether() async throws {
    let report = try await report(
      asking: """
        - {title: to dense, methods: [cpna, magnitude], minus: [dense], keep: [0.5, 0.1]}
        - {title: as chosen, methods: [cpna], minus: [magnitude]}
        """)
    let answers = report.questions.map {
      Answer(to: $0, on: report.summaries, under: report.protocolFile)
    }
    #expect(answers.map(\.comparisons.count) == [4, 1])
    let first = answers[0]
    #expect(first.comparisons.map(\.adjusted) == Holm.adjusted(first.comparisons.map(\.p)))
    #expect(answers[1].comparisons[0].adjusted == answers[1].comparisons[0].p)
    // From the records: the mean of the refits of each split, then of the splits.
    let level = Level.perLayer([0.1])
    let expected = try report.summaries.map { summary in
      let dense = try #require(summary.entry(.dense)?.accuracy?.mean)
      let scores = report.records.filter {
        $0.key.dataset == summary.dataset.name && $0.key.phase == .final
          && $0.key.method == .cpna && $0.key.level == level
      }.compactMap { $0.result?.lastAccuracy }
      #expect(scores.count == 2)
      return PairOverDatasets.rounded(scores.reduce(0, +) / 2 - dense)
    }
    #expect(first.comparisons[2].pair.differences == expected)
    #expect(first.comparisons[2].level == level)
    let csv = report.answersCSV.split(separator: "\n")
    #expect(csv.count == 6 && csv[3].hasPrefix("to dense,cpna,dense,0.1,7,"))
    let markdown = report.markdown
    #expect(markdown.contains("## Questions") && markdown.contains("### to dense"))
  }

  @Test func howMuchCanBePruned() async throws {
    let report = try await report(
      asking: "- {title: a, methods: [cpna], minus: [dense]}")
    let ratios = try #require(
      AcrossRatios(report.summaries, under: report.protocolFile))
    let table = try #require(report.document.tables.first { $0.id == "how-far" })
    #expect(table.rows.count == 2 && table.columns.map(\.id).last == "kept-0.1")
    let answer = try #require(report.document.tables.last { $0.id == "answer" })
    #expect(answer.rows.count == 4)
    let curve = try #require(ratios.figures.first?.panels[0].curves.first)
    #expect(curve.points.map(\.x) == [2, 10])
    let count = try #require(
      answer.rows.first.flatMap { row -> Int? in
        if case .quantity(.count(let count, _)) = row[2] { count } else { nil }
      })
    #expect(count == 7)
    // Fewer datasets than a test can use, and levels that were not refitted, say nothing.
    #expect(AcrossRatios(Array(report.summaries.prefix(5)), under: report.protocolFile) == nil)
    #expect(AcrossRatios(report.summaries, under: try protocolFile(refits: "chosen")) == nil)
  }

  @Test(
    arguments: [
      ("- {title: a, methods: [cpnaa], minus: [dense]}", 1, "cpnaa"),
      ("- {title: a, methods: [cpna], minus: [dense], keep: [0.3]}", 1, "0.3"),
      ("- {title: a, methods: [cpna], minus: [cpna]}", 1, nil),
      ("- {methods: [cpna], minus: [dense]}", 1, nil),
      ("- {title: a, methods: [cpna], minus: [dense], keeps: [0.5]}", 1, nil),
      ("- {title: a, methods: [cpna, cpna], minus: [dense]}", 1, nil),
      (
        "- {title: a, methods: [cpna], minus: [dense]}\n- {title: a, methods: [cpna], minus: [dense]}",
        1, nil
      ),
      ("title: a", 1, nil), ("- 1", 1, nil), ("", nil, nil),
    ] as [(String, Int?, String?)])
  func whatCannotBeAskedIsTold(text: String, line: Int?, found: String?) throws {
    let protocolFile = try protocolFile()
    let error = #expect(throws: InputError.self) {
      try [Question](parsing: text, file: "questions.yaml", under: protocolFile)
    }
    #expect(error?.file == "questions.yaml")
    if let line { #expect(error?.line == line) }
    if let found { #expect(error?.found == found) }
  }

  /// Shares can be asked for only where all of them were refitted.
  @Test func sharesTakeRefits() throws {
    let protocolFile = try protocolFile(refits: "chosen")
    let text = "- {title: a, methods: [cpna], minus: [dense], keep: [0.5]}"
    let error = #expect(throws: InputError.self) {
      try [Question](parsing: text, file: "q.yaml", under: protocolFile)
    }
    #expect(error?.expected.contains("validation chose alone") == true)
  }
}
