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
  static let names = (1...7).map { "set\($0)" }

  func protocolFile(
    refits: String = "every", methods: String = "[dense, cpna, magnitude]"
  ) throws -> ProtocolFile {
    try ProtocolFile(
      parsing: """
        name: tiny
        summary: a test
        seed: 1
        methods: \(methods)
        split: {test-share: 0.25, count: 2, stratified: true}
        scaling: training
        validation: {repeats: 1, folds: 2, search: grid}
        grid: {hidden: [5, 3], l2: [0.0001], batch: [8]}
        training: {pretraining-epochs: 2, pruning-epochs: 4}
        pruning: {annealing-rate: 5, densities: [0.5, 0.1]}
        choose: {epoch: last, density: validation, refits: \(refits)}
        retrains: 1
        """, file: "tiny.yaml")
  }

  func report(
    asking text: String, on names: [String] = names, methods: String = "[dense, cpna, magnitude]"
  ) async throws -> Report {
    let protocolFile = try protocolFile(methods: methods)
    return try await withTemporaryFolder { url in
      let experiment = try Experiment(
        protocolFile, on: names.map(ReportTests.dataset), workers: 2)
      try await experiment.run(into: RunFolder(url))
      return try Report(of: RunFolder(url)).asking(
        [Question](parsing: text, file: "questions.yaml", under: protocolFile))
    }
  }

  @Test func comparisonsAreCorrectedTogether() async throws {
    let report = try await report(
      asking: """
        - {title: to dense, methods: [cpna, magnitude], minus: [dense], keep: [0.5, 0.1]}
        - {title: as chosen, methods: [cpna], minus: [magnitude]}
        """)
    let answers = report.questions.map { question in
      Answer(
        question.methods, minus: question.minus, keep: question.keep, on: report.summaries,
        under: report.protocolFile)
    }
    #expect(answers.map(\.comparisons.count) == [4, 1])
    let first = answers[0]
    #expect(
      first.comparisons.map(\.adjusted) == Holm.adjusted(first.comparisons.map(\.test.pValue)))
    #expect(answers[1].comparisons[0].adjusted == answers[1].comparisons[0].test.pValue)
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
    #expect(first.comparisons[2].contrast.differences == expected)
    #expect(first.comparisons[2].level == level)
    let csv = report.answersCSV.split(separator: "\n")
    #expect(csv.count == 6 && csv[3].hasPrefix("to dense,yes,cpna,dense,0.1,7,"))
    let markdown = report.markdown
    #expect(markdown.contains("## Questions") && markdown.contains("### to dense"))
  }

  /// Each comparison is in one sentence, under its verdict and share, with its median.
  @Test func sentencesSayEachComparisonOnce() async throws {
    let report = try await report(
      asking: """
        - {title: to dense, methods: [cpna, magnitude], minus: [dense], keep: [0.5, 0.1]}
        - {title: from cpna, methods: [cpna], minus: [magnitude, dense], keep: [0.5]}
        - {title: wide, methods: [dense, cpna], widths: [5, 3], keep: [0.5]}
        """)
    for answered in report.answers {
      guard case .differences(let answer) = answered.finding else { continue }
      let sentences = answer.sentences.map { $0.plain() }
      for comparison in answer.comparisons {
        let contrast = comparison.contrast
        let median = Quantity.number(comparison.effect.median, .percent(isSigned: true))
        let name =
          switch answered.question.title {
          case "to dense": contrast.first
          case "from cpna": contrast.second ?? ""
          default: contrast.title
          }
        let item = ("\(name) \(median) [" as InlineText).plain()
        let own = sentences.filter { sentence in
          [" ", ": "].contains { sentence.contains(comparison.verdict.rawValue + $0) }
            && (comparison.level.map { sentence.contains($0.text) } ?? true)
            && sentence.contains(item)
        }
        #expect(own.count == 1, "\(item) in \(sentences)")
      }
      let isShown = answer.comparisons.contains { [.undecided, .asGood].contains($0.verdict) }
      #expect(sentences.contains { $0.contains("(P(worse) ") } == isShown)
      #expect(
        sentences.contains {
          $0.contains("With a power of 80 %") || $0.contains("On so few datasets")
        } == isShown)
    }
  }

  @Test func widthsAreComparedByValidation() async throws {
    let report = try await report(
      asking: "- {title: wide, methods: [dense, cpna], widths: [5, 3], keep: [0.5, 0.1]}")
    let table = try #require(report.document.tables.first { $0.id == "answer" })
    #expect(table.rows.count == 3)
    // From the records: on each split the mean over the folds.
    let level = Level.perLayer([0.1])
    func score(_ dataset: String, _ split: Int, _ hidden: Int) -> Double {
      let fits = report.records.filter {
        $0.key.dataset == dataset && $0.key.split == split && $0.key.phase == .search
          && $0.key.method == .cpna && $0.key.level == level && $0.key.setting.hidden == [hidden]
      }.compactMap { $0.result?.lastAccuracy }
      #expect(fits.count == 2)
      return fits.reduce(0, +) / 2
    }
    let differences = Self.names.map { name in
      (0..<2).map { score(name, $0, 5) - score(name, $0, 3) }.reduce(0, +) / 2
    }
    let median = try #require(PairedEffect(differences.map(PairOverDatasets.rounded))).median
    let csv = report.answersCSV.split(separator: "\n")
    #expect(csv.count == 4 && csv[1].hasPrefix("wide,yes,dense,5 minus 3 hidden nodes,,7,"))
    #expect(csv[3].hasPrefix("wide,yes,cpna,5 minus 3 hidden nodes,0.1,7,"))
    let fields = csv[3].split(separator: ",", omittingEmptySubsequences: false)
    #expect((try #require(Double(fields[9])) - median).magnitude < 1e-12)
  }

  /// A comparison without a pruned method is the same at each share: it counts once.
  @Test func whatHasNoShareIsComparedOnce() throws {
    let protocolFile = try protocolFile(methods: "[dense, dense-small, cpna]")
    let levels = [0.5, 0.1].map { Level.perLayer([$0]) as Level? }
    let pairs = MethodAtLevel.pairs(
      [.dense, .cpna], minus: ["dense-small"], keep: levels, of: protocolFile)
    #expect(pairs.map(\.first.method.name) == [.dense, .cpna, .cpna])
    #expect(pairs.map(\.first.level) == [nil, levels[0], levels[1]])
  }

  @Test func oneDatasetAnswersNothing() async throws {
    let report = try await report(
      asking: "- {title: alone, methods: [cpna], minus: [dense]}", on: ["set"])
    #expect(report.markdown.contains("They are about several datasets"))
    #expect(!report.hasAnswers)
  }

  @Test func howMuchCanBePruned() async throws {
    let report = try await report(
      asking: "- {title: a, methods: [cpna], minus: [dense]}")
    let ratios = try #require(
      AcrossRatios(report.summaries, under: report.protocolFile))
    let table = try #require(report.document.tables.first { $0.id == "how-far" })
    #expect(table.rows.count == 2 && table.columns.map(\.id).last == "kept-0.1")
    let losses = try #require(report.document.tables.last { $0.id == "losses" })
    #expect(losses.rows.count == 4)
    let pictures = ratios.figures.map(\.figure)
    #expect(pictures.map(\.name) == ["losses", "without-loss", "ranks-1", "ranks-2"])
    let curve = try #require(pictures[1].panels[0].curves.first)
    #expect(curve.points.map(\.x) == [2, 10])
    // A panel for each ratio, a row for each method: what the answers say.
    #expect(pictures[0].panels.map(\.title) == ["2×", "10×"])
    let effects = try ratios.rows.map { try #require(PairedEffect($0.contrasts[1].differences)) }
    #expect(pictures[0].panels[1].bars.map(\.value) == effects.map { 100 * $0.median })
    #expect(pictures[0].panels[1].bars.allSatisfy { $0.interval != nil })
    let limits = PruningLimits(ratios, seed: report.protocolFile.seed)
    #expect(report.markdown.contains("- \(limits.sentence.plain())"))
    let ranks = try #require(ratios.ranks[0])
    #expect(ranks.count == 7 && ranks.ranks.count == 3)
    #expect(ratios.rows[0].contrasts.allSatisfy { $0.differences.count == 7 })
    // What is left of the networks, beside the dense one.
    for row in ratios.rows {
      for contrast in row.contrasts {
        #expect(contrast.connections.count == 7)
        #expect(contrast.connections.allSatisfy { 0 < $0.first && $0.first < $0.second })
      }
    }
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
      ("- {title: a, methods: [cpna], widths: [5, 7]}", 1, "7"),
      ("- {title: a, methods: [cpna], widths: [5]}", 1, nil),
      ("- {title: a, methods: [cpna], widths: [5, 3]}", 1, nil),
      ("- {title: a, methods: [cpna], widths: [5, 3], minus: [dense]}", 1, nil),
      ("- {title: a, methods: [cpna], minus: [dense], noise: [4, 1]}", 1, nil),
      ("- {title: a, methods: [cpna], minus: [dense], noise: [0]}", 1, nil),
      ("- {title: a, methods: [cpna], minus: [dense], noise: [0, -1]}", 1, "-1"),
      ("- {title: a, methods: [cpna], minus: [dense], planned: perhaps}", 1, "perhaps"),
      ("- {title: a, methods: [cpna], minus: [dense], reference: 1}", 1, "1"),
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

  /// A question that decides nothing has differences, and no test.
  @Test func referencesAreShownWithoutAClaim() async throws {
    let report = try await report(
      asking: """
        - {title: shown, methods: [cpna], minus: [dense], keep: [0.5], reference: true}
        - {title: asked later, methods: [cpna], minus: [dense], keep: [0.5], planned: false}
        """)
    let tables = report.document.tables
    let reference = try #require(tables.first { $0.id == "reference" })
    #expect(reference.rows.count == 1 && reference["p"] == nil && reference["verdict"] == nil)
    #expect(reference["median"] == tables.first { $0.id == "answer" }?["median"])
    #expect(report.answers[0].sentences.isEmpty && report.answers[1].sentences.count == 1)
    #expect(report.markdown.contains("### asked later (not planned)"))
    let csv = report.answersCSV.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let p = try #require(csv[0].firstIndex(of: "p_holm"))
    #expect(csv[1][p].isEmpty && csv[1][1] == "yes" && csv[2][1] == "no")
    #expect(Double(csv[2][p]) != nil)
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

extension Question {
  fileprivate var minus: [MethodName] {
    if case .methods(let minus) = kind { minus } else { [] }
  }
}
