import Foundation
import Inputs
import Runs
import Statistics
import Testing
import TestSupport

@testable import Experiments
@testable import Reports

/// Reports in which another program's predictions stand beside the networks.
struct ExternalReportTests {
  /// Predictions for all test rows of the datasets named: the right class, but for every `every`th row of a test set.
  static func forest(
    _ report: Report, on names: [String], wrongEvery every: Int, title: String = "forest",
    hasProbabilities: Bool = false
  ) throws -> ExternalMethod {
    var text = "dataset,split,row,class\(hasProbabilities ? ",p:a,p:b" : "")\n"
    var tests: [TestSets] = []
    for name in names {
      let own = try report.description.testSets(
        of: ReportTests.dataset(named: name), file: "run.yaml")
      tests.append(own)
      for (split, rows) in own.rows.enumerated() {
        for (index, row) in rows.enumerated() {
          let label = index % every == 0 ? 1 - row % 2 : row % 2
          let probabilities = label == 0 ? ",1,0" : ",0,1"
          text +=
            "\(name),\(split),\(row),\(["a", "b"][label])\(hasProbabilities ? probabilities : "")\n"
        }
      }
    }
    let folder = try TemporaryFolder()
    return try ExternalMethod(
      title, PredictionsFile(try folder.write(text, to: "forest.csv")), on: tests)
  }

  /// Without other predictions it is the run's own, table by table.
  @Test func tablesBesideARunAreThoseOfTheRun() async throws {
    try await ReportTests().withRun(splits: 2) { folder in
      let report = try Report(of: folder)
      try report.write(to: folder)
      let other = try TemporaryFolder()
      let beside = RunFolder(other.url.appendingPathComponent("beside"))
      try report.write(beside: beside)
      for file in [
        \RunFolder.resultsFile, \.classesFile, \.confusionFile, \.featuresFile, \.reportFile,
      ] {
        let own = try Data(contentsOf: folder[keyPath: file])
        let copy = try Data(contentsOf: beside[keyPath: file])
        #expect(!own.isEmpty && own == copy)
      }
    }
  }

  func report(
    _ methods: String = "[dense, cpna]", datasets: [String] = ["one", "two", "three"],
    splits: Int = 3, _ body: (RunFolder) async throws -> Void = { _ in }
  ) async throws -> Report {
    try await MethodReportTests().report(methods, datasets: datasets, splits: splits, body)
  }

  @Test func questionsMayBeAboutIt() async throws {
    try await withTemporaryFolder { url in
      let own = try await report()
      let compared = try own.comparing([
        Self.forest(own, on: ["one", "two", "three"], wrongEvery: 5)
      ])
      let text = "- {title: trees, methods: [external/forest], minus: [dense]}"
      #expect(throws: InputError.self) {
        try [Question](parsing: text, file: "q.yaml", under: own.description.protocolFile)
      }
      let report = try compared.asking(
        [Question](
          parsing: text, file: "q.yaml", under: compared.description.protocolFile))
      try report.write(beside: RunFolder(url), as: [.markdown])
      let answers = try String(
        contentsOf: url.appendingPathComponent("answers.csv"), encoding: .utf8)
      #expect(answers.contains("trees,yes,external/forest,dense,,3,"))
      #expect(report.markdown.contains("forest minus NN(best)"))
    }
  }

  @Test func itsNumbersAreThoseOfACountByHand() async throws {
    let own = try await report()
    let report = try own.comparing([
      Self.forest(own, on: ["one", "two", "three"], wrongEvery: 5, hasProbabilities: true)
    ])
    for summary in report.summaries {
      let entry = try #require(summary.entries.last)
      #expect(entry.method.title == "forest" && summary.entries.count == 3)
      // 16 test rows a split, of which the first, the sixth, the eleventh and the last are wrong.
      #expect(entry.splits.flatMap(\.results).map(\.heldOutRows) == [16, 16, 16])
      #expect(entry.accuracy?.bySplit == [0.75, 0.75, 0.75])
      #expect(entry.chosenEpoch == entry.accuracy && entry.lastEpoch == nil)
      let loss = -log(Double.ulpOfOne) / 4
      #expect(((entry.logLoss?.mean ?? 0) - loss).magnitude < 1e-12)
      let dense = try #require(summary.entry(.dense)?.accuracy?.bySplit.compactMap { $0 })
      let difference = try #require(
        Difference(
          summary, of: entry.method.name, from: .dense, under: report.description.protocolFile))
      #expect(difference.resampled == ResampledMean(dense.map { 0.75 - $0 }, testShare: 0.25))
      let lines = report.differences(summary).map { $0.plain() }
      #expect(lines.contains { $0.hasPrefix("forest minus NN(best): ") })
      #expect(lines.contains { $0.hasPrefix("NN+CPNA minus forest: ") })
    }
    #expect(report.markdown.contains("Their log loss counts probabilities below"))
    let across = report.comparison
    #expect(across.methods.map(\.title) == ["NN(best)", "NN+CPNA", "forest"])
    #expect(across.ranks?.count == 3 && across.control?.name == .dense)
    #expect(report.missingFits == 0 && report.resultsCSV.hasPrefix(own.resultsCSV))
    // And a row for each split of each dataset.
    let (all, fits) = (
      report.resultsCSV.split(separator: "\n"), own.resultsCSV.split(separator: "\n")
    )
    #expect(all.count == fits.count + 9 && all.last?.contains(",forest,") == true)
    #expect(report.gridCSV == own.gridCSV)
  }

  @Test func whatIsKnownOfNetworksAloneIsEmpty() async throws {
    let own = try await report(datasets: ["one"])
    let report = try own.comparing([Self.forest(own, on: ["one"], wrongEvery: 3)])
    let tables = report.document.tables.filter { ["comparison", "other-scores"].contains($0.id) }
    let column = try tables.flatMap { try #require($0["external/forest"]) }
    let known = zip(tables.flatMap(\.rows), column).filter { $1 != .missing("") }
      .map { $0.0[0].text.plain() }
    #expect(
      known == [
        "Test accuracy %, epoch chosen by validation",
        "Balanced accuracy %, epoch chosen by validation",
        "Macro-F1 %, epoch chosen by validation", "Log loss, epoch chosen by validation",
      ])
    #expect(column.contains(.missing("none")), "no probabilities, no log loss")
    let text = report.markdown
    #expect(text.contains("Other programs predicted the same test rows: forest (from "))
    #expect(text.contains("their budget is not that of the networks"))
    #expect(!text.contains("counts probabilities below"))
    #expect(text.contains("Every network that counts trained"))

    // Where methods have a row each, too.
    let many = try own.comparing(
      ["forest", "boosting", "bayes", "trees"].map {
        try Self.forest(own, on: ["one"], wrongEvery: 3, title: $0, hasProbabilities: true)
      })
    #expect(!many.markdown.contains("log loss"))
    let rows = try #require(many.document.tables.first { $0.id == "methods" })
    let forest = try #require(rows.rows.first { $0[0] == .name("forest") })
    let filled = zip(rows.columns, forest).filter { $1 != .missing("") }.map(\.0.id)
    #expect(filled == ["method", "accuracy", "difference"])
  }

  @Test(arguments: ["test", "last"])
  func itsOneEpochCountsWhateverEpochTheProtocolCounts(judge: String) async throws {
    try await ReportTests().withRun(judge: judge, datasets: ["one"]) { folder in
      let own = try Report(of: folder)
      let report = try own.comparing([Self.forest(own, on: ["one"], wrongEvery: 5)])
      let entry = try #require(report.summaries[0].entries.last)
      #expect(entry.accuracy?.mean == 0.75)
      #expect([entry.bestEpoch, entry.lastEpoch].compactMap { $0?.mean } == [0.75])
      // One split: a bootstrap over the rows, against each refit of the networks.
      let difference = try #require(
        Difference(
          report.summaries[0], of: entry.method.name, from: .dense,
          under: report.description.protocolFile))
      let dense = try #require(report.summaries[0].entry(.dense)?.splits[0].results)
      let means = dense.compactMap(\.predictions).map { predictions in
        Double(zip(predictions.labels, predictions.classes).count { $0 == $1 }) / 16
      }
      #expect(means.count == 2)
      #expect((difference.mean - (0.75 - means.reduce(0, +) / 2)).magnitude < 1e-12)
    }
  }

  @Test func aDatasetWithoutPredictionsIsNamed() async throws {
    let own = try await report()
    let report = try own.comparing([Self.forest(own, on: ["one", "three"], wrongEvery: 5)])
    #expect(report.summaries.map(\.entries.count) == [3, 2, 3])
    #expect(report.comparison.ranks?.count == 2)
    let text = report.markdown
    #expect(
      text.contains("Set two is left out of the ranks, since not every split has a score of forest")
    )
    #expect(text.contains(", which has none for Set two)"))
  }

  @Test func theRunsOwnReportStaysAsItIs() async throws {
    _ = try await report(datasets: ["one"], splits: 1) { folder in
      let own = try Report(of: folder)
      try own.write(to: folder)
      let before = try Data(contentsOf: folder.reportFile)
      let report = try own.comparing([Self.forest(own, on: ["one"], wrongEvery: 5)])
      #expect(throws: InputError.self) { try report.write(beside: folder) }
      let other = try TemporaryFolder()
      try report.write(beside: RunFolder(other.url))
      #expect(try Data(contentsOf: folder.reportFile) == before)
      let text = try String(
        contentsOf: RunFolder(other.url).reportFile, encoding: .utf8)
      #expect(text.contains("forest") && text == report.markdown)
      #expect(try Report(of: folder).markdown == own.markdown)
    }
  }

  @Test func titlesAreDifferent() async throws {
    let own = try await report(datasets: ["one"], splits: 1)
    for titles in [["NN(best)"], ["forest", "forest"]] {
      let error = try #require(
        #expect(throws: InputError.self) {
          try own.comparing(
            titles.map { try Self.forest(own, on: ["one"], wrongEvery: 5, title: $0) })
        })
      #expect(error.code == .duplicate && error.kind == .usage)
    }
  }

  @Test func theControlIsANetwork() async throws {
    let own = try await report("[cpna, nodes]", datasets: ["one"], splits: 1)
    let report = try own.comparing([Self.forest(own, on: ["one"], wrongEvery: 5)])
    #expect(report.description.protocolFile.methods.control?.name == .cpna)
  }
}
