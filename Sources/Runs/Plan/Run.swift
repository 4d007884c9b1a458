/// A plan under way: carries out its jobs, a few at a time, and journals what they make.
///
/// Finished fits are in the journal before they count; a run that is started again carries on. The results depend
/// neither on the number of workers nor on the order in which jobs end.
package struct Run<P: Plan>: Sendable {
  /// What is done.
  package let plan: P
  /// The machine, and the fits at a time.
  package let environment: Environment
  private let perform: @Sendable (P.Job) throws -> [P.Record]

  /// - Parameter perform: makes the records of a job. It throws `CancellationError` where its task is cancelled
  ///   with no fit finished.
  package init(
    _ plan: P, _ environment: Environment,
    perform: @escaping @Sendable (P.Job) throws -> [P.Record]
  ) {
    self.plan = plan
    self.environment = environment
    self.perform = perform
  }

  /// Carries out all fits that the journal in `folder` does not have yet.
  /// - Parameters:
  ///   - report: called after each finished job, from one task at a time.
  ///   - note: called with a sentence about each thing that is to be known of the folder.
  /// - Throws: ``InputError`` if the folder cannot be used; what a job throws; `CancellationError`.
  package func run(
    into folder: RunFolder, report: (RunProgress) -> Void = { _ in },
    note: (String) -> Void = { _ in }
  ) async throws {
    try await folder.withJournal(of: plan, environment, note: note) { journal, records in
      var records = records
      var costDone = 0.0
      let expected = plan.expectedFits
      let queue = JobQueue(workers: environment.workers)
      for stage in plan.stages {
        let done = Set(records.map(\.key))
        var jobs: [P.Job] = []
        for part in plan.parts(after: records) {
          try Task.checkCancellation()
          jobs += plan.jobs(of: stage, in: part).compactMap { $0.remaining(after: done) }
        }
        let costLater = plan.expectedCost(after: stage)
        var costLeft = jobs.map(plan.cost).reduce(0, +)
        try await queue.run(jobs, cost: plan.cost, into: journal, perform: perform) { job, new in
          records += new
          let cost = plan.cost(of: job)
          costDone += cost
          costLeft -= cost
          report(
            RunProgress(
              stage: plan.title(of: stage), finishedFits: records.count,
              totalFits: max(expected, records.count), workDone: costDone,
              workLeft: max(0, costLeft) + costLater))
        }
      }
    }
  }
}
