public import Protocols
public import Training

/// A study of the XOR problem under way. Finished fits are in the journal before they count; a run
/// that is started again carries on.
public struct Study: Sendable {
  /// What determines the results.
  public let description: StudyDescription
  private let runner: StudyRunner
  private let queue: JobQueue
  private let environment: Environment

  /// - Parameter workers: fits at a time, at most one a core; the results do not depend on it.
  public init(_ study: StudyFile, workers: Int, instructionSet: InstructionSet = .fastest) {
    description = StudyDescription(study)
    runner = StudyRunner(study: study, instructionSet: instructionSet)
    environment = Environment(workers: workers, instructionSet: instructionSet)
    queue = JobQueue(workers: environment.workers)
  }

  /// All fits of the run.
  public var expectedFits: Int { description.study.expectedFits }

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
      for phase in [StudyKey.Phase.search, .final] {
        let done = Set(records.map(\.key))
        let byProblem = Dictionary(grouping: records, by: \.key.problem)
        let all = try description.study.cases.map { one in
          try Task.checkCancellation()
          let own = byProblem[one.problem.name] ?? []
          return (one: one, keys: description.study.keys(of: phase, one, after: own))
        }
        let jobs = all.flatMap { one, keys in
          StudyJob.jobs(keys.filter { !done.contains($0) }, of: one)
        }
        var workLeft = jobs.map(\.work).reduce(0, +)
        let whole = all.flatMap { StudyJob.jobs($0.keys, of: $0.one) }.map(\.work).reduce(0, +)
        let workLater = phase == .search ? whole * laterShare : 0
        try await queue.run(jobs, cost: \.work, into: journal) { job in
          try runner.records(of: job)
        } finished: { job, new in
          records += new
          workDone += job.work
          workLeft -= job.work
          report(
            RunProgress(
              stage: phase == .search ? "search" : "training", finishedFits: records.count,
              totalFits: expectedFits, workDone: workDone,
              workLeft: max(0, workLeft) + workLater))
        }
      }
    }
  }

  /// The fits after the search for each of the search, until it is known which they are.
  private var laterShare: Double {
    let study = description.study
    let all = study.expectedFits
    let later = study.cases.count * study.methods.count * study.draws * study.initialisations
    return Double(later) / Double(max(1, all - later))
  }
}
