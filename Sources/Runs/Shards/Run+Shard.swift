import Foundation
import Inputs

/// How a process ended that did a shard of a run.
package enum ShardEnd: Hashable, Sendable {
  /// Every fit of the run is done, by whichever process.
  case complete
  /// The shard's own fits that can be done now are done. So many others are known and missing; later stages may add more.
  case waiting(missing: Int)
}

extension Run {
  /// Runs the fits of `shard` that no journal in `folder` has yet, stage after stage as far as the results of others let
  /// it, into a journal file of its own.
  ///
  /// Any number of processes may do so at once, on any machines, the same shard twice among them: what is done twice
  /// agrees, and counts once. Nothing is locked.
  /// - Parameters:
  ///   - pause: how long to wait before looking for the results of other shards again; nil ends instead.
  ///   - report: called after each finished job, from one task at a time.
  ///   - note: called with a sentence about each problem with the folder.
  /// - Throws: ``InputError`` if the folder cannot be used; errors of jobs; `CancellationError`. Finished fits are kept.
  package func run(
    _ shard: Shard, into folder: RunFolder, pause: Duration? = nil,
    report: (RunProgress) -> Void = { _ in }, note: (String) -> Void = { _ in }
  ) async throws -> ShardEnd {
    try folder.create()
    try folder.claim(for: plan, environment, note)
    let journal = try Journal<P.Record>.open(shard, in: folder.journalFolder)
    if (try? folder.environment()) != environment {
      try folder.writeSealed(environment, to: journal.machineFile)
    }
    // Also at an error: what is finished is packed, and without any fit nothing stays.
    defer { journal.close() }
    let layout = ShardLayout(plan)
    let queue = JobQueue(workers: environment.workers)
    var records = try folder.checkedContent(of: plan).records
    let expected = plan.expectedFits
    var costDone = 0.0
    while true {
      let work = try layout.work(of: shard, after: records)
      guard !work.isComplete else { return .complete }
      if work.jobs.isEmpty {
        guard let pause else { return .waiting(missing: work.missing) }
        try await Task.sleep(for: pause)
      }
      var costLeft = plan.costs(of: work.jobs).reduce(0, +)
      try await queue.run(work.jobs, cost: plan.cost, into: journal, perform: perform) { job, new in
        records += new
        let cost = plan.cost(of: job)
        costDone += cost
        costLeft -= cost
        report(
          RunProgress(
            stage: "shard \(shard.text)", finishedFits: records.count,
            totalFits: max(expected, records.count), workDone: costDone,
            workLeft: max(0, costLeft)))
      }
      // What other shards did meanwhile may have made further jobs known.
      records = try folder.checkedContent(of: plan).records
    }
  }
}
