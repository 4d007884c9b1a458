import Foundation
import Inputs
import Runs
import Testing

@testable import Experiments
@testable import Reports

/// Reports of more methods than a table has columns for.
struct ManyMethodsTests {
  func report(
    _ methods: String, splits: Int = 5, levels: String = "[0.5, 0.25]"
  ) async throws -> Report {
    let protocolFile = try ProtocolFile(
      parsing: """
        name: many
        seed: 1
        methods: \(methods)
        split: {test-share: 0.25, count: \(splits), stratified: true}
        scaling: training
        validation: {repeats: 1, folds: 2, search: grid}
        grid: {hidden: [8], l2: [0.0001], batch: [8]}
        training: {pretraining-epochs: 3, pruning-epochs: 6}
        pruning: {annealing-rate: 5, densities: \(levels)}
        choose: {epoch: last-mean, last: 2, density: validation, refits: every}
        retrains: 2
        equivalent: {search: true}
        """, file: "many.yaml")
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    try await Experiment(protocolFile, on: [ReportTests.dataset(named: "one")], workers: 2)
      .run(into: folder)
    return try Report(of: folder)
  }

  static let methods = "[dense, cpna, equivalent, magnitude, random, snip, obs]"

  @Test func eachMethodHasARow() async throws {
    let report = try await report(Self.methods)
    let table = try #require(report.document.tables.first { $0.id == "methods" })
    let names = try #require(table["method"]).map { $0.text.plain() }
    #expect(
      names == [
        "NN(best)", "NN+CPNA", "NN(equivalent)", "magnitude", "random", "SNIP", "OBS",
        "commonest class",
      ])
    let fits = try #require(table["fits"]).map { $0.text.plain() }
    // Two folds and two refits on each of five splits, once or at each of two levels.
    #expect(fits == ["20", "40", "20", "40", "40", "40", "40", ""])
    let differences = try #require(table["difference"]).map { $0.text.plain() }
    #expect(
      differences[0].isEmpty
        && differences[1...6].allSatisfy {
          // A method that is as good on every split has no interval.
          $0.contains("95 % interval") || $0 == "+0.00 points"
        })
    // 2 x 8 + 8 x 2 = 32 connections, 10 biases; half of them or a quarter.
    let parameters = try #require(table["parameters"]).map { $0.text.plain() }
    #expect(parameters[0] == "42")
    let connections = try #require(table["connections"]).map { $0.text.plain() }
    #expect(connections[0] == "32" && (8...16).contains(Int(connections[3]) ?? 0))
    let effective = try #require(table["effective"]).map { $0.text.plain() }
    #expect(effective[0] == "32" && effective[7].isEmpty)
    for (effective, all) in zip(effective, connections).dropLast() {
      #expect(try #require(Int(effective)) <= (try #require(Int(all))))
    }
    #expect(
      report.markdown.contains("OBS was tried on networks of at most 2,000 weights and biases"))
    // What the table says is not said again.
    #expect(report.differences(report.summaries[0]).isEmpty)
  }

  @Test func everyLevelHasAColumnAndAPoint() async throws {
    let report = try await report(Self.methods)
    let table = try #require(report.document.tables.first { $0.id == "levels" })
    #expect(table.columns.map(\.id) == ["method", "level-0.5", "level-0.25"])
    #expect(table.rows.count == 6)
    #expect(table.rows.allSatisfy { $0.allSatisfy { !$0.text.plain().isEmpty } })
    let summary = report.summaries[0]
    let view = TradeOff(summary: summary, protocolFile: report.description.protocolFile)
    let figure = try #require(view.figures(named: "one").first)
    #expect(figure.name == "one-tradeoff" && figure.panels[0].curves.count == 6)
    for curve in figure.panels[0].curves.dropLast() {
      // CPNA may end with fewer, as in the paper.
      if curve.label != "NN+CPNA" { #expect(curve.points.map(\.x) == [2, 4], "\(curve.label)") }
      #expect(curve.points.allSatisfy { $0.spread != nil })
    }
    let magnitude = try #require(summary.entry(MethodName(rawValue: "magnitude")))
    let level = try #require(magnitude.byLevel.first)
    let values = report.records.filter {
      $0.key.phase == .final && $0.key.method.rawValue == "magnitude"
        && $0.key.level == level.level
    }.compactMap { $0.result?.meanAccuracy(ofLast: 2) }
    #expect(abs(level.accuracy.mean - values.reduce(0, +) / 10) < 1e-12 && values.count == 10)
  }

  /// An explanation is there only where its subject is.
  @Test func whatIsNotShownIsNotExplained() async throws {
    let many = try await report(Self.methods).markdown
    for absent in [
      "took part in no choice", "Interval and p", "Bayesian", "a control",
    ] {
      #expect(!many.contains(absent), "\(absent)")
    }
    for present in [
      "Effective connections", "Their interval is that of the corrected resampled t-test",
      "CPNA normalised hidden nodes",
      "The mean of the last 2 epochs counts",
    ] {
      #expect(many.contains(present), "\(present)")
    }
    let few = try await report("[dense, magnitude, rewound]").markdown
    for present in [
      "Effective connections", "took part in no choice", "Interval and p", "Bayesian",
      "; a control trains after its sub-network was found",
    ] {
      #expect(few.contains(present), "\(present)")
    }
    let dense = try await report("[dense]", splits: 1).markdown
    for absent in [
      "Effective", "density", "normalised", "bootstrap", "all methods", "pruned", "control",
    ] {
      #expect(!dense.contains(absent), "\(absent)")
    }
    let plain = try await report("[dense, magnitude, cpa]").markdown
    #expect(!plain.contains("normalised hidden nodes"))
  }

  /// Only what anneals has μ, its own or the protocol's.
  @Test func densitiesHaveTheRateOfTheirMethod() async throws {
    let report = try await report(
      "[magnitude, cpna, {method: cpna, as: once, annealing-rate: at-once}, {cpa: {annealing-rate: 2}}]"
    )
    let table = try #require(report.document.tables.first { $0.id == "comparison" })
    func density(_ column: String) throws -> String {
      let place = try #require(table["measure"]?.firstIndex { $0.text.plain() == "Density" })
      return try #require(table[column])[place].text.plain()
    }
    #expect(try density("magnitude").hasSuffix("kept"))
    #expect(try density("cpna").hasSuffix("kept; annealing rate μ 5.0"))
    #expect(try density("once").hasSuffix("kept; all removed at once"))
    #expect(try density("cpa").hasSuffix("kept; annealing rate μ 2.0"))
  }

  /// What keeps whole nodes, or compares layers, has a level of layers in total, and nodes at most what was asked for.
  @Test func levelsOfMethodsThatChooseLayersAreTotals() async throws {
    func densities(_ levels: String) async throws -> [String] {
      let report = try await report("[magnitude-layer, magnitude, nodes]", levels: levels)
      let table = try #require(report.document.tables.first { $0.id == "comparison" })
      let row = try #require(table.rows.first { $0[0].text.plain() == "Density" })
      return row.dropFirst().map { $0.text.plain() }
    }
    let layers = try await densities("[[0.5, 0.25], [0.25, 1]]")
    #expect(
      layers.map { $0.contains(" kept in total, in layers of the method's choice") } == [
        false, true, true,
      ])
    // A node has 4 of the 32 connections.
    let short = try await densities("[0.3, 0.7]")
    #expect(short.map { $0.hasPrefix("at most ") } == [false, false, true], "\(short)")
  }

  /// 30 rows of each of two classes, a quarter of each held out: the commonest class of what is left, the first, is half
  /// of the test set.
  @Test func theTrivialClassifierIsCounted() async throws {
    let report = try await report("[dense]", splits: 1)
    let trivial = try #require(TrivialClassifier(report.summaries[0]))
    #expect(trivial.accuracy.mean == 0.5)
    #expect(
      report.markdown.contains("commonest class of the training set gives 50.00 % test accuracy"))
  }

  /// A control anneals and normalises if the method that it is of does.
  @Test func aControlIsExplainedAsTheMethodThatItIsOf() async throws {
    let ofSNIP = try await report("[dense, {shuffled: {of: snip}}]").markdown
    #expect(!ofSNIP.contains("CPNA normalised") && !ofSNIP.contains("μ"))
    let ofCPNA = try await report("[dense, shuffled]").markdown
    #expect(ofCPNA.contains("CPNA normalised") && ofCPNA.contains("μ"))
  }
}
