/// Carries out jobs that do not depend on one another, and journals their records.
package struct JobQueue: Sendable {
  private let pool: WorkerPool

  package init(workers: Int) { pool = WorkerPool(workers: workers) }

  /// Calls `perform` for each of `jobs`, the costliest first: a long job started last would keep
  /// the other workers waiting. Its records are in the journal before `finished` hears of them.
  /// - Parameter cost: the work of a job, in any unit.
  /// - Throws: ``InputError`` if the journal cannot be written, an error of `perform`,
  ///   `CancellationError`; what was journaled before stays. A job that is cancelled may have records
  ///   of the fits that it had finished.
  package func run<Job: Sendable, Record: JournalRecord>(
    _ jobs: [Job], cost: (Job) -> Double, into journal: Journal<Record>,
    perform: @escaping @Sendable (Job) throws -> [Record],
    finished: (Job, [Record]) -> Void
  ) async throws {
    try Task.checkCancellation()
    // Few costs differ, however many jobs there are.
    let byCost = Dictionary(grouping: jobs, by: cost)
    let ordered = byCost.keys.sorted(by: >).flatMap { byCost[$0] ?? [] }
    try Task.checkCancellation()
    try await pool.run(ordered) { job in
      Result { try perform(job) }
    } collect: { job, result in
      guard let records = try result.unlessCancelled() else { return }
      try journal.append(records)
      finished(job, records)
    }
  }
}

extension Result where Failure == any Error {
  /// The result; nil if it is that of work that was cancelled, which says nothing.
  package func unlessCancelled() throws -> Success? {
    do {
      return try get()
    } catch is CancellationError {
      return nil
    }
  }
}
