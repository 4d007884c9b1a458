/// Runs independent jobs, and writes their records to the journal.
package struct JobQueue: Sendable {
  private let pool: WorkerPool

  package init(workers: Int) { pool = WorkerPool(workers: workers) }

  /// Calls `perform` for each of `jobs`, the costliest first, because a long job started last would leave the
  /// other workers idle. The records are in the journal before `finished` is called with them.
  /// - Parameter cost: estimates the work of a job, in any unit.
  /// - Throws: ``InputError`` if the journal cannot be written; an error of `perform`; `CancellationError`.
  ///   Records that are already in the journal stay. A cancelled job may return records of the fits that it had
  ///   finished.
  package func run<Job: Sendable, Record: JournalRecord>(
    _ jobs: [Job], cost: (Job) -> Double, into journal: Journal<Record>,
    perform: @escaping @Sendable (Job) throws -> [Record],
    finished: (Job, [Record]) -> Void
  ) async throws {
    try Task.checkCancellation()
    // Even many jobs have few different costs.
    let byCost = Dictionary(grouping: jobs, by: cost)
    let ordered = byCost.keys.sorted(by: >).flatMap { byCost[$0] ?? [] }
    try Task.checkCancellation()
    try await pool.run(ordered) { job in
      Result {
        let records = try perform(job)
        return (records, try Journal<Record>.lines(of: records))
      }
    } collect: { job, result in
      guard let (records, lines) = try result.unlessCancelled() else { return }
      try journal.append(lines: lines)
      finished(job, records)
    }
  }
}

extension Result where Failure == any Error {
  /// The result; nil if the work was cancelled.
  package func unlessCancelled() throws -> Success? {
    do {
      return try get()
    } catch is CancellationError {
      return nil
    }
  }
}
