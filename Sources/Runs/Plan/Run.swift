/// Runs the jobs of a plan, a few at a time, and writes their records to the journal.
///
/// Fits are in the journal before they count as finished, so a run that is started again carries on. The
/// results depend neither on the number of workers nor on the order in which jobs end.
package struct Run<P: Plan>: Sendable {
  /// The plan that is carried out.
  package let plan: P
  /// The machine, and the number of fits at a time.
  package let environment: Environment
  let perform: @Sendable (P.Job) throws -> [P.Record]

  /// - Parameter perform: runs a job and returns its records. It throws `CancellationError` if its task is
  ///   cancelled before any fit is finished.
  package init(
    _ plan: P, _ environment: Environment,
    perform: @escaping @Sendable (P.Job) throws -> [P.Record]
  ) {
    self.plan = plan
    self.environment = environment
    self.perform = perform
  }

  /// Runs all fits that the journal in `folder` does not have yet.
  /// - Parameters:
  ///   - report: called after each finished job, from one task at a time.
  ///   - note: called with a sentence about each problem with the folder.
  /// - Throws: ``InputError`` if the folder cannot be used; errors of jobs; `CancellationError`.
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
        var jobs: [P.Job] = []
        for part in plan.parts(after: records) {
          try Task.checkCancellation()
          var finished = FinishedFits(of: part, in: plan)
          jobs += finished.remaining(of: plan.jobs(of: stage, in: part), in: stage)
            .compactMap(\.self)
        }
        let costLater = plan.expectedCost(after: stage)
        var costLeft = plan.costs(of: jobs).reduce(0, +)
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
