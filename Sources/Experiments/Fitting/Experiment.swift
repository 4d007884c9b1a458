import Foundation
import Inputs
public import Pruning
public import Runs
public import Tabular
public import Training

/// A run: the search, the refits and the equivalent network, for each dataset and split.
///
/// Finished fits are in the journal before they count; a run that is started again carries on.
public struct Experiment: Sendable {
  let datasets: [ExperimentData]
  let runner: FitRunner
  let underway: Run<RunDescription>

  /// What determines the results of the run.
  public var description: RunDescription { underway.plan }
  var environment: Environment { underway.environment }

  /// - Parameters:
  ///   - workers: fits at a time, at most one a core; the results do not depend on it.
  ///   - arguments: what a command line says to load each dataset, by its name.
  /// - Throws: ``InputError`` if a dataset has fewer rows than the protocol needs, or the name of
  ///   another; ``TrainingError`` if there is no memory for the samples; cancellation.
  public init(
    _ protocolFile: ProtocolFile, on datasets: [Dataset], workers: Int,
    arguments: [String: [String]] = [:], methods: MethodCatalogue = .standard,
    instructionSet: InstructionSet = .fastest
  ) throws {
    if let unknown = protocolFile.methods.first(where: { methods.method(of: $0) == nil }) {
      throw InputError(
        .usage, code: .unknownName, expected: "methods that this program has",
        found: unknown.name.rawValue,
        hint: "run it by the program that was built with the method")
    }
    for dataset in datasets { try protocolFile.checkSplits(of: dataset, among: datasets.count) }
    let description = RunDescription(protocolFile, datasets: datasets, arguments: arguments)
    // With the epochs that each dataset has by its rows.
    let protocolFile = description.protocolFile
    // Then not all of its splits were looked at.
    try Task.checkCancellation()
    try description.checkLimits()
    let names = datasets.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw InputError(.usage, code: .duplicate, expected: "each dataset once", found: twice)
    }
    for dataset in datasets {
      let features = dataset.features.columns
      if let hidden = protocolFile.oversized(
        on: dataset.name, features: features, classes: dataset.classNames.count)
      {
        throw InputError(
          code: .outOfRange,
          expected: "networks of at most \(Architecture.connectionLimit) connections",
          found: "\(hidden) hidden nodes on \(counted(features, "feature"))")
      }
    }
    let prepared = try datasets.map { dataset in
      let data = try ExperimentData(dataset, under: protocolFile)
      try data.checkRows()
      return data
    }
    let runner = FitRunner(
      protocolFile: protocolFile, methods: methods, instructionSet: instructionSet)
    let byName = Dictionary(uniqueKeysWithValues: zip(names, prepared))
    let environment = Environment(workers: workers, instructionSet: instructionSet.rawValue)
    self.datasets = prepared
    self.runner = runner
    underway = Run(description, environment) { job in
      guard let data = byName[job.dataset.name] else { return [] }
      return try cancellable { try runner.records(of: job, on: data) }
    }
  }

  /// Carries out all fits that the journal in `folder` does not have yet.
  /// - Parameters:
  ///   - report: called after each finished job, from one task at a time.
  ///   - note: called with a sentence about each thing that is to be known of the folder.
  /// - Throws: ``InputError`` if the folder cannot be used; cancellation.
  public func run(
    into folder: RunFolder, report: (RunProgress) -> Void = { _ in },
    note: (String) -> Void = { _ in }
  ) async throws {
    try await underway.run(into: folder, report: report, note: note)
  }

  /// Carries out the fits of `shard` that no journal in `folder` has yet, as far as the results of other shards let it. Any
  /// number of processes may do so at once, on any machines that share the folder.
  /// - Parameters:
  ///   - pause: how long to wait before looking for the results of other shards again; nil ends instead.
  ///   - report: called after each finished job, from one task at a time.
  ///   - note: called with a sentence about each thing that is to be known of the folder.
  /// - Throws: ``InputError`` if the folder cannot be used; cancellation.
  package func run(
    _ shard: Shard, into folder: RunFolder, pause: Duration? = nil,
    report: (RunProgress) -> Void = { _ in }, note: (String) -> Void = { _ in }
  ) async throws -> ShardEnd {
    try await underway.run(shard, into: folder, pause: pause, report: report, note: note)
  }

  /// The fits that a run of this description makes.
  public var expectedFits: Int { description.expectedFits }
}
