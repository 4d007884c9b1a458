import Foundation
import Inputs
import TestSupport
import Testing

@testable import Experiments
@testable import Runs

/// Fits of a run that are trained again.
struct VerificationTests {
  @Test func fitsComeOutAsTheJournalHasThem() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol(methods: "[dense, cpna, obd, reinitialised]")
      let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
      let folder = RunFolder(url)
      try await experiment.run(into: folder)
      let records = try folder.records()
      let some = try await experiment.verify(7, seed: 1, in: folder)
      #expect(some.agreeing.count == 7 && some.differing.isEmpty)
      let others = try await experiment.verify(7, seed: 2, in: folder)
      #expect(Set(others.agreeing) != Set(some.agreeing))
      let all = try await experiment.verify(10_000, seed: 1, in: folder)
      #expect(Set(all.agreeing) == Set(records.map(\.key)) && all.differing.isEmpty)

      // Two outcomes that changed places are found, and nothing else.
      let search = records.filter { $0.key.phase == .search && $0.key.method == .cpna }
      let (first, second) = (search[0], search[1])
      try #require(first.outcome != second.outcome)
      let changed = records.map { record in
        let outcome =
          record.key == first.key
          ? second.outcome : record.key == second.key ? first.outcome : record.outcome
        return FitRecord(
          key: record.key, outcome: outcome, seconds: record.seconds, finished: record.finished)
      }
      let found = try await experiment.underway.verify(
        Set(search.map(\.key)), of: changed)
      #expect(Set(found.differing) == [first.key, second.key])
      #expect(found.agreeing.count == search.count - 2)
    }
  }

  @Test func anotherRunIsToldFromIt() async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      try await Experiment(try tinyProtocol(), on: [clusters()], workers: 2).run(into: folder)
      let other = try Experiment(try tinyProtocol(seed: 2), on: [clusters()], workers: 2)
      let error = await #expect(throws: InputError.self) {
        try await other.verify(3, seed: 1, in: folder)
      }
      #expect(error?.code == .mismatch)
    }
  }
}
