/// What came of training fits of a run once more.
package struct Verification<Key: Hashable & Sendable>: Sendable {
  /// The fits that came out as the journal has them, bit for bit.
  package fileprivate(set) var agreeing: [Key] = []
  /// Those with another outcome.
  package fileprivate(set) var differing: [Key] = []
}

extension Run {
  /// Trains the fits of `sample` again, and compares what comes out with `records`. Nothing is written.
  /// - Parameters:
  ///   - sample: keys of `records`; others are passed over.
  ///   - report: called after each job, from one task at a time.
  /// - Throws: errors of jobs; `CancellationError`.
  package func verify(
    _ sample: Set<P.Record.Key>, of records: [P.Record],
    report: (Verification<P.Record.Key>) -> Void = { _ in }
  ) async throws -> Verification<P.Record.Key> {
    let known = Dictionary(
      records.lazy.filter { sample.contains($0.key) }.map { ($0.key, $0) },
      uniquingKeysWith: { first, _ in first })
    var jobs: [P.Job] = []
    for part in plan.parts(after: records) {
      try Task.checkCancellation()
      for stage in plan.stages {
        jobs += plan.jobs(of: stage, in: part).compactMap { job in
          job.remaining(after: Set(job.keys.filter { known[$0] == nil }))
        }
      }
    }
    var verification = Verification<P.Record.Key>()
    let perform = perform
    try await WorkerPool(workers: environment.workers).run(jobs) { job in
      Result { try perform(job) }
    } collect: { _, result in
      for record in try result.unlessCancelled() ?? [] {
        if known[record.key]?.agrees(with: record) == true {
          verification.agreeing.append(record.key)
        } else {
          verification.differing.append(record.key)
        }
      }
      report(verification)
    }
    return verification
  }
}
