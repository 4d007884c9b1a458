import Inputs
import Runs
import TestSupport
import Testing

@testable import Experiments

/// Datasets with more rows may have other epochs: a run has them as those of its datasets.
struct EpochsByRowsTests {
  private static let byRows = """
    , by-rows: {40: {pretraining-epochs: 2, pruning-epochs: 4}, \
    100: {pretraining-epochs: 1, pruning-epochs: 2}}
    """

  private func protocolFile(_ more: String = "") throws -> ProtocolFile {
    try tinyProtocol(grid: "{hidden: [6], l2: [0.0001], batch: [8]}", training: Self.byRows + more)
  }

  @Test(arguments: [(30, 9), (39, 9), (40, 6), (99, 6), (100, 3), (120, 3)])
  func theMostRowsThatADatasetHasCount(rows: Int, epochs: Int) throws {
    let run = RunDescription(try protocolFile(), datasets: [clusters(rows: rows)]).protocolFile
    #expect(run.of("clusters").epochs == epochs)
    #expect(run.schedulesByRows == nil)
    #expect(run.schedules.keys.contains("clusters") == (rows >= 40))
  }

  /// What a protocol says of a dataset by its name counts more.
  @Test func aDatasetsOwnEpochsComeFirst() throws {
    let file = try protocolFile(
      ", by-dataset: {clusters: {pretraining-epochs: 5, pruning-epochs: 5}}")
    let datasets = [clusters(rows: 100), clusters(name: "other", rows: 100)]
    let run = RunDescription(file, datasets: datasets).protocolFile
    #expect(run.of("clusters").epochs == 10 && run.of("other").epochs == 3)
  }

  /// The fits of a run train for them, and it is the run of a protocol that names the dataset.
  @Test func fitsTrainForThem() async throws {
    let named = try tinyProtocol(
      grid: "{hidden: [6], l2: [0.0001], batch: [8]}",
      training: ", by-dataset: {clusters: {pretraining-epochs: 2, pruning-epochs: 4}}")
    let experiment = try Experiment(try protocolFile(), on: [clusters()], workers: 2)
    let same = try Experiment(named, on: [clusters()], workers: 2)
    #expect(experiment.description == same.description)
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      try await experiment.run(into: folder)
      let results = try folder.records().compactMap(\.result)
      #expect(!results.isEmpty)
      #expect(results.allSatisfy { $0.firstEpoch + $0.correct.count - 1 == 6 })
      // The protocol of the file carries the run on.
      try await Experiment(try protocolFile(), on: [clusters()], workers: 1).run(into: folder)
      #expect(try folder.records().count == results.count)
    }
  }

  @Test func otherEpochsReplaceThem() throws {
    #expect(try protocolFile().lasting(30).schedulesByRows == nil)
    let text = try protocolFile().yaml
    #expect(
      text.contains(
        "  by-rows:\n    40: {pretraining-epochs: 2, pruning-epochs: 4}\n    100: {pretraining-epochs: 1"
      ))
    #expect(try ProtocolFile(parsing: text, file: "copy.yaml") == protocolFile())
  }

  @Test(arguments: ["0", "-5", "many", "1.5", "010", "99999999999999999999"])
  func aNumberOfRowsIsExpected(key: String) throws {
    let error = try #require(throws: InputError.self) {
      _ = try tinyProtocol(
        training: ", by-rows: {'\(key)': {pretraining-epochs: 2, pruning-epochs: 4}}")
    }
    #expect("\(error)".hasPrefix("tiny.yaml:7:"), "\(error)")
    #expect(
      "\(error)".contains("expected the fewest rows that these epochs are for, as in '1000', for "),
      "\(error)")
    #expect("\(error)".contains("found \"\(key)\""), "\(error)")
  }
}
