import Foundation
import Inputs
public import Tabular
public import Training

/// A run: the search, the retrainings and the equivalent network, for each dataset and split.
///
/// Finished fits are in the journal before they count; a run that is started again carries on.
public struct Experiment: Sendable {
  /// What determines the results of the run.
  public let description: RunDescription
  let datasets: [ExperimentData]
  let runner: FitRunner
  private let queue: JobQueue
  let environment: Environment

  /// - Parameter workers: fits at a time, at most one a core; the results do not depend on it.
  /// - Throws: ``InputError`` if a dataset has fewer rows than the protocol needs, or the name of
  ///   another; ``TrainingError`` if there is no memory for the samples; cancellation.
  public init(
    _ protocolFile: ProtocolFile, on datasets: [Dataset], workers: Int,
    instructionSet: InstructionSet = .fastest
  ) throws {
    description = RunDescription(protocolFile, datasets: datasets)
    // Then not all of its splits were looked at.
    try Task.checkCancellation()
    let names = datasets.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw InputError(.usage, expected: "each dataset once", found: twice)
    }
    for dataset in datasets {
      for hidden in protocolFile.grid.hidden {
        let connections =
          Double(dataset.features.columns) * Double(hidden[0])
          + Double(hidden[hidden.count - 1]) * Double(dataset.classNames.count)
        guard connections <= Double(Architecture.connectionLimit) else {
          throw InputError(
            expected: "networks of at most \(Architecture.connectionLimit) connections",
            found: "\(hidden) hidden nodes on \(dataset.features.columns) features")
        }
      }
    }
    self.datasets = try datasets.map { dataset in
      let data = try ExperimentData(dataset, under: protocolFile)
      let folds = protocolFile.validation.folds
      guard dataset.rows >= 2, data.split(0).training.count >= folds else {
        throw InputError(
          expected: "at least as many training rows in \(dataset.name) as the protocol has folds "
            + "(\(folds))", found: "\(dataset.rows) rows in all")
      }
      return data
    }
    runner = FitRunner(protocolFile: protocolFile, instructionSet: instructionSet)
    environment = Environment(workers: workers, instructionSet: instructionSet)
    queue = JobQueue(workers: environment.workers)
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
    try await folder.withJournal(of: description, environment, note: note) { journal, records in
      var records = records
      var workDone = 0.0
      let byName = Dictionary(uniqueKeysWithValues: zip(datasets.map(\.dataset.name), datasets))
      for stage in description.stages {
        let done = Set(records.map(\.key))
        var jobs: [(job: Job, data: ExperimentData)] = []
        for choices in description.choices(after: records) {
          try Task.checkCancellation()
          guard let data = byName[choices.dataset.name] else { continue }
          jobs += description.jobs(of: stage, by: choices)
            .compactMap { $0.remaining(after: done) }.map { (job: $0, data: data) }
        }
        let expected = expectedFits
        let workLater = description.expectedWork(after: stage)
        var workLeft = jobs.map { description.work(of: $0.job) }.reduce(0, +)
        try await queue.run(jobs, cost: { description.work(of: $0.job) }, into: journal) {
          item in
          try runner.records(of: item.job, on: item.data)
        } finished: { item, new in
          records += new
          let work = description.work(of: item.job)
          workDone += work
          workLeft -= work
          report(
            RunProgress(
              stage: description.title(of: stage), finishedFits: records.count,
              totalFits: max(expected, records.count), workDone: workDone,
              workLeft: max(0, workLeft) + workLater))
        }
      }
    }
  }

  /// The fits that a run of this description makes.
  public var expectedFits: Int { description.expectedFits }
}
