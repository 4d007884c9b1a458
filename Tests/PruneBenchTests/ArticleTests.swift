import Foundation
import PruneBench
import TestSupport
import Testing

/// Carries out what the articles of the documentation show. Each of their blocks of Swift stands here or in an example.
struct ArticleTests {
  typealias OneShot = MagnitudePruning

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let catalog = "Sources/PruneBench/PruneBench.docc"

  private func smallPlan() throws -> ProtocolFile {
    try ProtocolFile(
      "small", over: Grid(hidden: [6], batch: [16]), levels: [0.5],
      validation: .init(byFolds: 2), schedule: .init(pretraining: 2, pruning: 4))
  }

  /// Writes 90 rows of three kinds of trees.
  private func trees(in folder: TemporaryFolder, classes: String = "kind") throws -> URL {
    var stream = RandomStream(seed: 3, name: "trees")
    let rows = (0..<90).map { row in
      "\(["oak", "elm", "ash"][row % 3]),\(Float(row % 3) + stream.symmetricUniform()),"
        + "\(stream.symmetricUniform())"
    }
    let text = (["\(classes),length,width"] + rows).joined(separator: "\n") + "\n"
    return try folder.write(text, to: "trees.csv")
  }

  @Test func comparing() async throws {
    let table = try TableFile(DatasetRegistry.builtIn().loader(named: "car"))
    let quick = try ProtocolFile.named("quick")
    let result = try await Comparison(of: quick, on: [table]).run()
    #expect(result.report.summaries[0].entries.count == 3)
  }

  @Test func comparingOnASuite() async throws {
    let registry = try DatasetRegistry.builtIn()
    let names = try registry.expanded(["suite:offline", "car+noise=4"])
    let tables = try names.map { try TableFile(registry.loader(named: $0)) }
    let plan = try smallPlan()
    let result = try await Comparison(of: plan, on: tables).run()
    #expect(result.report.summaries.count == 11)
  }

  @Test func yourOwnTable() throws {
    let folder = try TemporaryFolder()
    let path = try trees(in: folder, classes: "quality").path
    let wine = try TableFile(path, target: "quality")
    print(wine.dataset.rows, wine.dataset.classNames, wine.notes)
    #expect(wine.dataset.rows == 90 && wine.notes.isEmpty)
    var table = wine
    do {
      table = try TableFile(path, target: "quality")
    } catch let error as InputError where error.code == .missingValue {
      table = try TableFile(path, target: "quality", missing: .median)
    }
    #expect(table.dataset.classNames == ["ash", "elm", "oak"])
  }

  @Test func addingADataset() throws {
    let folder = try TemporaryFolder()
    let file = try trees(in: folder)
    let card = try DatasetCard(
      parsing: """
        name: trees
        title: Three kinds of trees
        files: [{name: trees.csv}]
        format: {header: names}
        columns:
          - {name: kind, role: target, categories: [oak, elm, ash]}
          - {name: length}
          - {name: width}
        """, file: "trees.yaml")
    let trees = try TableFile(DatasetRegistry.loader(for: card), files: [file])
    #expect(trees.dataset.rows == 90)
    let registry = try DatasetRegistry.builtIn().adding(DatasetRegistry.loader(for: card))
    #expect(try registry.card(named: "trees").title == "Three kinds of trees")
  }

  @Test func addingAMethod() async throws {
    let folder = try TemporaryFolder()
    let table = try TableFile(try trees(in: folder).path, target: "kind")
    let plan = try ProtocolFile(
      "one-shot", comparing: [.dense, .cpna, ComparedMethod(OneShot())],
      over: Grid(hidden: [16]), levels: [0.25])
    let result = try await Comparison(of: plan, on: [table], adding: [OneShot()]).run()
    #expect(result.report.summaries[0].entries.map(\.method.title).last == "magnitude")
  }

  @Test func addingAProtocol() throws {
    let mine = try ProtocolFile(
      parsing: """
        extends: quick
        name: mine
        split: {count: 10}
        methods: [dense, equivalent, cpna, magnitude]
        """, file: "mine.yaml")
    #expect(mine.splits.count == 10 && mine.retrains == 3)
    let changed = try ProtocolFile.named(
      "quick", replacing: [KeyReplacement("split.count=10"), KeyReplacement("retrains=5")])
    #expect(changed.splits.count == 10 && changed.retrains == 5)
  }

  @Test func readingResults() async throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url.appendingPathComponent("run")
    let table = try TableFile(try trees(in: temporary).path, target: "kind")
    let plan = try smallPlan()
    let result = try await Comparison(of: plan, on: [table]).run(in: folder)
    try result.report.write(to: RunFolder(folder))
    print(result.report.text(), terminator: "")
    for summary in result.report.summaries {
      for entry in summary.entries {
        print(summary.dataset.name, entry.method.title, entry.failures)
      }
    }
    for record in result.report.refits(of: .cpna, on: "trees", split: 0) {
      guard let refit = record.result else { continue }
      print(refit.lastAccuracy, refit.connections, record.seconds)
    }
    #expect(result.report.refits(of: .cpna, on: "trees", split: 0).first?.result != nil)
    let report = try Report(of: RunFolder(folder))
    #expect(report.text() == result.report.text())
    let path = temporary.url.appendingPathComponent("model.onnx").path
    let network = try result.network(of: .cpna)
    try network.save(to: path)
    let read = try SavedNetwork(contentsOf: URL(fileURLWithPath: path))
    #expect(read.description == network.description)
  }

  /// What an article shows is compiled, but for the manifest of a package.
  @Test func whatArticlesShowIsCompiled() throws {
    let known = try [
      "Tests/PruneBenchTests/ArticleTests.swift", "Examples/Library/Sources/library/main.swift",
      "Examples/CustomMethod/Sources/custom-method/OneShot.swift",
      "Examples/CustomMethod/Sources/custom-method/main.swift",
    ].map { try Self.lines(Self.text($0)) }.joined(separator: "\n")
    let articles = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("\(Self.catalog)/Articles").path)
    for page in ["PruneBench.md"] + articles.map({ "Articles/\($0)" }) {
      let blocks = try Self.text("\(Self.catalog)/\(page)").split(separator: "```swift\n")
        .dropFirst()
      for block in blocks {
        let code = block[..<(block.range(of: "```")?.lowerBound ?? block.endIndex)]
        if code.contains("platforms:") { continue }
        for line in Self.lines(String(code)).split(separator: "\n") {
          #expect(known.contains(line), "\(page) shows what nobody compiles: \(line)")
        }
      }
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The lines without what indents them.
  private static func lines(_ code: String) -> String {
    code.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: "\n")
  }
}
