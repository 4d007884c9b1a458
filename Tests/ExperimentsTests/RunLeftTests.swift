import Foundation
import Testing
import Training
import TestSupport
import Pruning
@testable import Runs

@testable import Experiments

/// How far a run is, how long the rest takes, and what becomes of one that is cancelled.
struct RunLeftTests {
  func finished(_ protocolFile: ProtocolFile, in url: URL) async throws -> [FitRecord] {
    let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
    try await experiment.run(into: RunFolder(url))
    return try RunFolder(url).records()
  }

  /// The records as if each job took as long as its work, a second a million.
  func paced(_ records: [FitRecord], _ description: RunDescription) -> [FitRecord] {
    let dataset = description.datasets[0]
    return records.map { record in
      let key = record.key
      let sharesJob = key.phase == .search && key.method != .equivalent
      // A job's work is spread evenly over its fits.
      let whole = Job(
        dataset: dataset, split: 0, phase: key.phase, setting: key.setting, repeat: key.repeat,
        fold: key.fold,
        forks: sharesJob
          ? description.searchForks : [Job.Fork(method: key.method, level: key.level)])
      let seconds = description.cost(of: whole) / 1e6 / Double(whole.keys.count)
      return FitRecord(
        key: key, outcome: record.outcome, seconds: seconds, finished: record.finished)
    }
  }

  @Test func stagesAreCountedAndTheRestIsTold() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol()
      let records = try await finished(protocolFile, in: url)
      let description = RunDescription(protocolFile, datasets: [clusters()])
      let counts = description.stageCounts(of: records)
      // 2 settings x 6 folds x (dense and two levels), 2 retrainings of two methods, and the
      // equivalent network's single setting.
      #expect(counts.map(\.expected) == [36, 4, 6, 2])
      #expect(counts.map(\.finished) == [36, 4, 6, 2])
      #expect(counts.allSatisfy { $0.failed == 0 })

      let paced = paced(records, description)
      #expect(description.standing(after: []).secondsLeft == nil)
      #expect(description.standing(after: paced).secondsLeft == 0)
      // Half of the search's jobs: the other half and what is expected after the search.
      let half = paced.filter {
        $0.key.phase == .search && $0.key.repeat == 0 && $0.key.method != .equivalent
      }
      #expect(half.count == 18)
      let seconds = half.map(\.seconds).reduce(0, +)
      let expected = seconds + description.expectedCost(after: .search(round: 0)) / 1e6
      let left = try #require(description.standing(after: half).secondsLeft)
      #expect(abs(left - expected) < 1e-9 * expected)
    }
  }

  /// A cancelled run keeps what was finished, and carries on to the same records.
  @Test func aCancelledRunCarriesOn() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol()
      let whole = try await finished(protocolFile, in: url.appendingPathComponent("whole"))
      let folder = RunFolder(url.appendingPathComponent("cancelled"))
      let experiment = try Experiment(protocolFile, on: [clusters()], workers: 2)
      let run = Task {
        try await experiment.run(into: folder) { progress in
          if progress.finishedFits >= 5 { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }
      await #expect(throws: CancellationError.self) { try await run.value }
      let kept = try folder.records()
      #expect(kept.count >= 5 && kept.count < whole.count)
      #expect(kept.allSatisfy { $0.failure == nil })
      try await experiment.run(into: folder)
      #expect(try folder.records().map(\.timeless) == whole.map(\.timeless))
    }
  }

  /// A job that is cancelled before it has finished any fit says nothing about them.
  @Test func aJobCancelledAtOnceHasNoRecords() async throws {
    let protocolFile = try tinyProtocol()
    let data = try ExperimentData(clusters(), under: protocolFile)
    let description = RunDescription(protocolFile, datasets: [clusters()])
    let job = Job(
      dataset: description.datasets[0], split: 0, phase: .search,
      setting: protocolFile.grid.settings[0], repeat: 0, fold: 0,
      forks: description.searchForks)
    let runner = FitRunner(protocolFile: protocolFile, methods: .standard, instructionSet: .fastest)
    let cancelled = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try runner.records(of: job, on: data)
    }
    await #expect(throws: TrainingError.cancelled) { try await cancelled.value }
  }

  /// All of a forecast that does not depend on the machine; how near its times come, `prunebench plan`
  /// and the run's report tell.
  @Test func forecastsCountAllFits() async throws {
    let protocolFile = try tinyProtocol(splits: 2, ownSplits: ", by-dataset: {other: {count: 1}}")
    let experiment = try Experiment(
      protocolFile, on: [clusters(), clusters(name: "other")], workers: 1)
    let forecast = try await experiment.forecast()
    #expect(forecast.fits == experiment.expectedFits)
    #expect(forecast.parts[0].fits == 2 * forecast.parts[1].fits)
    #expect(forecast.run == (try experiment.description.name))
    #expect(forecast.seconds > 0 && forecast.seconds.isFinite)
    #expect(forecast.disk == Double(forecast.fits) * 380)
    // 40 MB, three tables of 60 x 20 floats for all and one for the worker, and the network.
    #expect(forecast.memory > 4e7 && forecast.memory < 4.1e7)
  }
}
