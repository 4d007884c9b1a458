import Foundation
import Pruning
import Testing
import TestSupport
@testable import Runs

@testable import Experiments

/// Where the last epoch counts a search looks at its held-out rows once, and only first refits keep a history.
struct LastEpochTests {
  static let methods = """
    [dense, dense-small, cpna, magnitude, gradual, lottery, random, snip, synflow, grasp, obd, l1, set, rigl, lassonet, \
    interleaved, rewound, reinitialised]
    """

  func records(_ epoch: String, in url: URL) async throws -> [FitRecord] {
    let protocolFile = try tinyProtocol(
      epoch: epoch, grid: "{hidden: [9], l2: [0.0001], batch: [8]}", methods: Self.methods)
    let run = RunFolder(url.appendingPathComponent(epoch))
    try await Experiment(protocolFile, on: [clusters()], workers: 2).run(into: run)
    return try run.records()
  }

  @Test func searchesCountWhatTheyWouldHaveCountedAfterAllEpochs() async throws {
    try await withTemporaryFolder { url in
      let last = try await records("last", in: url)
      let all = try await records("validation", in: url)
      var counts: [FitKey: Int] = [:]
      for record in all where record.key.phase == .search {
        counts[record.key] = record.result?.correct.last
      }
      let search = last.filter { $0.key.phase == .search }
      #expect(search.count == counts.count && search.count > 100)
      for record in search {
        let result = try #require(record.result)
        #expect(result.correct.count == 1 && result.firstEpoch == 9)
        #expect(result.correct.last == counts[record.key], "\(record.key)")
      }
    }
  }

  @Test func historiesAreThoseOfTheFirstRefits() async throws {
    try await withTemporaryFolder { url in
      for record in try await records("last", in: url) where record.key.phase == .final {
        let result = try #require(record.result)
        #expect((result.history != nil) == (record.key.repeat == 0))
        #expect(
          result.correct.last
            == result.predictions.map { p in
              zip(p.labels, p.classes).count { $0 == $1 }
            })
      }
    }
  }
}
