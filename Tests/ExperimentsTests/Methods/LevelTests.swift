import Foundation
import Pruning
import Runs
import TestSupport
import Testing
import Training

@testable import Experiments

/// How many connections pruning keeps, as protocols, journals and tables say it.
struct LevelTests {
  @Test func aLevelSaysWhatItKeeps() {
    let (narrow, wide) = (
      Architecture(inputs: 20, hidden: [10], classes: 5),
      Architecture(inputs: 20, hidden: [40], classes: 5)
    )
    #expect(Level.perLayer([0.5]).targets(for: narrow, largest: wide.connections) == [100, 25])
    #expect(
      Level.perLayer([0.1, 0.5]).targets(for: narrow, largest: wide.connections) == [20, 25])
    let budget = Level.budget(density: 0.1, outputShare: 0.2)
    for architecture in [narrow, wide] {
      #expect(budget.targets(for: architecture, largest: wide.connections) == [80, 20])
    }
    #expect("\(budget)" == "0.1+0.2" && "\(Level.perLayer([0.1]))" == "0.1")
    #expect(budget != .perLayer([0.1, 0.2]))
  }

  @Test(arguments: [
    (Level.perLayer([0.1]), "[0.1]"), (.perLayer([0.1, 0.25]), "[0.1,0.25]"),
    (.budget(density: 0.1, outputShare: 0.25), #"{"density":0.1,"outputShare":0.25}"#),
  ])
  func aLevelIsReadAsItIsWritten(level: Level, text: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(level)
    #expect(String(decoding: data, as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(Level.self, from: data) == level)
  }

  /// Older runs have a list of numbers for a budget. Such a run is read, and carried on.
  @Test func budgetsOfOlderRunsAreRead() async throws {
    let protocolFile = try tinyProtocol(
      densities: "[0.3, 0.6]", pruning: ", output-share: [0.2, 0.4]", methods: "[dense, cpna]")
    let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      try await experiment.run(into: folder)
      let whole = try folder.records()
      let journal = url.appendingPathComponent("journal/fits.jsonl")
      let old = try String(contentsOf: journal, encoding: .utf8)
        .replacing(/,"crc32":"[0-9a-f]*"/, with: "")
        .replacing(/{"density":([0-9.]*),"outputShare":([0-9.]*)}/) { "[\($0.1),\($0.2)]" }
      #expect(old.contains("[0.3,0.2]") && !old.contains("outputShare"))
      try old.write(to: journal, atomically: true, encoding: .utf8)
      #expect(try folder.records() == whole)
      let half = old.split(separator: "\n").prefix(whole.count / 2).map { $0 + "\n" }.joined()
      try half.write(to: journal, atomically: true, encoding: .utf8)
      try await experiment.run(into: folder)
      #expect(try folder.records().map(\.timeless) == whole.map(\.timeless))
      #expect(try String(contentsOf: journal, encoding: .utf8).contains("outputShare"))
    }
  }
}
