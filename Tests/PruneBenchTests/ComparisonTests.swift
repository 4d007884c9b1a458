import Foundation
import PruneBench
import TestSupport
import Testing

/// What a program sees that imports PruneBench and nothing else.
struct ComparisonTests {
  private static let csv: String = {
    var stream = RandomStream(seed: 3, name: "trees")
    let rows = (0..<120).map { row in
      let kind = row % 3
      return "\(["oak", "elm", "ash"][kind]),\(Float(kind) + stream.symmetricUniform()),"
        + "\(2 - Float(kind) + 2 * stream.symmetricUniform())"
    }
    return (["kind,length,width"] + rows).joined(separator: "\n") + "\n"
  }()

  private func withTable(
    _ body: (TableFile, TemporaryFolder) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.csv, to: "trees.csv")
    try await body(try TableFile(file.path, target: "kind"), folder)
  }

  private func plan(_ methods: [ComparedMethod]) throws(InputError) -> ProtocolFile {
    try ProtocolFile(
      "look", comparing: methods, over: Grid(hidden: [6, 12], batch: [16]), levels: [0.5],
      validation: .init(byFolds: 3), schedule: .init(pretraining: 6, pruning: 12),
      choice: .init(by: .last), refits: 2)
  }

  @Test func aTableIsComparedWithAndWithoutAFolder() async throws {
    try await withTable { table, folder in
      let comparison = try Comparison(of: try plan([.dense, .equivalent, .cpna]), on: [table])
      var progress = 0
      let inMemory = try await comparison.run { _ in progress += 1 }
      let url = folder.url.appendingPathComponent("run")
      let inFolder = try await comparison.run(in: url)
      #expect(progress > 0)
      #expect(inMemory.report.summaries[0].entries.map(\.method.title).count == 3)
      let accuracies = [inMemory, inFolder].map { result in
        result.report.refits(of: .cpna, on: "trees", split: 0).map(\.result)
      }
      #expect(accuracies[0] == accuracies[1] && accuracies[0].count == 2)
      #expect(FileManager.default.fileExists(atPath: url.appendingPathComponent("run.yaml").path))
    }
  }

  /// A network that is trained once more predicts what its record says.
  @Test(arguments: [MethodName.dense, .equivalent, .cpna])
  func theNetworkIsThatOfTheRefit(method: MethodName) async throws {
    try await withTable { table, folder in
      let comparison = try Comparison(of: try plan([.dense, .equivalent, .cpna]), on: [table])
      let result = try await comparison.run()
      let record = try #require(
        result.report.refits(of: method, on: "trees", split: 0).first?.result)
      let saved = try result.network(of: method)
      #expect(saved.description.fit.connections == record.connections)
      let rows = comparison.experiment.parts(split: 0).isTest
      let logits = try saved.fitted.logits(of: table.dataset.features)
      let predicted = predictedClasses(logits)
      let correct = table.dataset.labels.indices.count {
        rows[$0] && predicted[$0] == table.dataset.labels[$0]
      }
      let epoch = try #require(record.predictions?.epoch)
      #expect(Double(correct) / Double(record.heldOutRows) == record.accuracy(after: epoch))
      let path = folder.url.appendingPathComponent("model.onnx").path
      try saved.save(to: path)
      let read = try SavedNetwork(contentsOf: URL(fileURLWithPath: path))
      #expect(try read.fitted.logits(of: table.dataset.features) == logits)
      #expect(read.description == saved.description)
    }
  }

  /// Whatever is cancelled, and whenever, says so in one way.
  @Test func cancellationIsACancellationError() async throws {
    try await withTable { table, folder in
      func expectCancellation(_ body: @escaping @Sendable () async throws -> Void) async {
        await #expect(throws: CancellationError.self) { try await Task { try await body() }.value }
      }
      @Sendable func cancel() { withUnsafeCurrentTask { $0?.cancel() } }
      let comparison = try Comparison(of: try plan([.dense, .cpna]), on: [table])
      await expectCancellation {
        _ = try await comparison.run { progress in if progress.finishedFits > 2 { cancel() } }
      }
      await expectCancellation {
        cancel()
        _ = try await comparison.run(in: folder.url.appendingPathComponent("run"))
      }
      let result = try await comparison.run()
      await expectCancellation {
        cancel()
        _ = try result.network(of: .cpna)
      }
      let path = folder.url.appendingPathComponent("trees.csv").path
      await expectCancellation {
        cancel()
        _ = try TableFile(path, target: "kind")
      }
      let file =
        "name: late\ntitle: x\nfiles: [{name: trees.csv}]\nformat: {header: names}\n"
        + "columns: [{name: kind, role: target, categories: [oak, ash, elm]}, {name: length}, {name: width}]"
      let loader = DelimitedLoader(card: try DatasetCard(parsing: file, file: "late.yaml"))
      let locator = DatasetLocator(dataFolder: folder.url, cacheFolder: folder.url, offline: true)
      let registry = try DatasetRegistry().adding(loader)
      #expect(try await locator.dataset(named: "late", in: registry).rows == 120)
      await expectCancellation {
        cancel()
        _ = try await locator.dataset(named: "late", in: registry)
      }
    }
  }

  /// A program reads on by the error's code and remedy.
  @Test func aTableIsReadAgainByTheRemedy() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map { "\($0 == 7 ? "" : "\($0)"),\($0 == 9 ? "" : ["ä", "b"][$0 % 2])" }
    let text = (["größe,kind"] + rows).joined(separator: "\n") + "\n"
    let file = folder.url.appendingPathComponent("t.csv")
    try #require(text.data(using: .isoLatin1)).write(to: file)
    var (missing, dropsUnlabelled, hints) = (DatasetCard.MissingPolicy.error, false, TableHints())
    var remedies: [InputError.Remedy] = []
    var table: TableFile?
    while table == nil, remedies.count < 4 {
      do {
        table = try TableFile(
          file.path, target: "kind", missing: missing, dropsUnlabelled: dropsUnlabelled,
          hints: hints)
      } catch let error as InputError {
        remedies += error.remedies
        switch error.remedies.first {
        case .encoding(let name): hints = TableHints(encoding: TextEncoding(named: name))
        case .missingValues: missing = .median
        case .droppingUnlabelledRows: dropsUnlabelled = true
        default: throw error
        }
      }
    }
    #expect(remedies == [.encoding("latin-1"), .missingValues, .droppingUnlabelledRows])
    #expect(table?.dataset.rows == 39)
  }

  /// A dataset of a loader is compared as a file is, and its network predicts.
  @Test func aLoaderIsCompared() async throws {
    let car = try TableFile(DatasetRegistry.builtIn().loader(named: "car"))
    #expect(car.dataset.rows == 1728 && car.notes.isEmpty)
    let result = try await Comparison(of: try plan([.dense]), on: [car]).run()
    let record = try #require(result.report.refits(of: .dense, on: "car", split: 0).first?.result)
    let network = try result.network(of: .dense, on: "car")
    #expect(network.description.fit.connections == record.connections)
    let read = try SavedNetwork(decoding: network.encoded(), file: "car.onnx")
    #expect(read.description == network.description)
    let features = car.dataset.features
    #expect(try read.fitted.logits(of: features) == network.fitted.logits(of: features))
  }

  @Test func whatDoesNotGoTogetherIsAnError() async throws {
    #expect(throws: InputError.self) { try plan([]) }
    #expect(throws: InputError.self) { try plan([.dense, .equivalent]) }
    #expect(throws: InputError.self) {
      try ProtocolFile("x", over: Grid(hidden: [0]), levels: [0.5])
    }
    #expect(throws: InputError.self) {
      try ProtocolFile("x", over: Grid(hidden: [4]), levels: [1.5])
    }
    try await withTable { table, _ in
      let result = try await Comparison(of: try plan([.dense]), on: [table]).run()
      #expect(throws: InputError.self) { try result.network(of: .cpna) }
      #expect(throws: InputError.self) { try result.network(of: .dense, on: "other") }
      #expect(throws: InputError.self) { try result.network(of: "one-shot") }
      // A fit of another run is an error, not a trap.
      let other = try Comparison(of: try plan([.cpna]), on: [table])
      let record = try #require(
        result.report.refits(of: .dense, on: "trees", split: 0).first)
      #expect(throws: InputError.self) { try other.experiment.network(of: record) }
    }
  }
}
