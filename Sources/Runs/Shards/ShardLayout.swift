/// Which shard does which job of a plan.
///
/// The work of each stage is laid out on a line from 0 to 1: each part of the run has an interval that is as long as its
/// expected work, and each of its jobs one within that, as long as its cost. A job belongs to the shard on whose share of
/// the line its middle lies. So shards differ by at most one job in their work, as far as it was foreseen; which shard
/// does a job depends on nothing but the part's own earlier results; and most of what a shard waits for it has done itself.
struct ShardLayout<P: Plan>: Sendable {
  /// What a shard can do now.
  struct Work {
    /// Its jobs that are known and not done.
    var jobs: [P.Job] = []
    /// Fits that are known and not done, of all shards.
    var missing = 0
    /// Whether every fit of the run is done.
    var isComplete: Bool { missing == 0 }
  }

  let plan: P
  /// For each stage and part where its interval begins, and how long it is.
  let intervals: [[(start: Double, length: Double)]]

  init(_ plan: P) {
    self.plan = plan
    let parts = Array(plan.parts(after: []))
    intervals = plan.stages.map { stage in
      let costs = parts.map { max(0, plan.expectedCost(of: stage, in: $0)) }
      let sum = costs.reduce(0, +)
      var start = 0.0
      return costs.map { cost in
        let length = sum > 0 ? cost / sum : 1 / Double(costs.count)
        defer { start += length }
        return (start, length)
      }
    }
  }

  /// What `shard` can do after `records`.
  /// - Complexity: O(records · log records + jobs · log jobs).
  func work(of shard: Shard, after records: [P.Record]) throws -> Work {
    var work = Work()
    for (place, part) in plan.parts(after: records).enumerated() {
      try Task.checkCancellation()
      var finished = FinishedFits(of: part, in: plan)
      // Later stages follow from what the first one that is not done leads to.
      for (number, stage) in plan.stages.enumerated() {
        let jobs = plan.jobs(of: stage, in: part)
        let missing = finished.remaining(of: jobs, in: stage).reduce(0) { $0 + ($1?.fits ?? 0) }
        guard missing > 0 else { continue }
        work.missing += missing
        let dealt = dealt(
          jobs, costing: plan.costs(of: jobs), in: intervals[number][place], to: shard.count)
        let left = finished.remaining(of: dealt.map(\.job), in: stage)
        for (job, place) in zip(left, dealt) where shard.holds(place.position) {
          if let job { work.jobs.append(job) }
        }
        break
      }
    }
    return work
  }

  /// The jobs of a part in a stage and their positions. Those with more than a quarter of what one of `count` shards is to
  /// do are divided, if they can be.
  /// - Parameter costs: those of the jobs.
  func dealt(
    _ jobs: [P.Job], costing costs: [Double], in interval: (start: Double, length: Double),
    to count: Int
  ) -> [(job: P.Job, position: Double)] {
    let share = costs.lazy.map { max(0, $0) }.reduce(0, +) / (interval.length * Double(count))
    var pieces: [P.Job] = []
    var costsOfPieces: [Double] = []
    for (job, cost) in zip(jobs, costs) {
      let own = cost > share / 4 ? plan.pieces(of: job, atMost: share / 4) : [job]
      pieces += own
      costsOfPieces += own.count > 1 ? own.map(plan.cost) : [cost]
    }
    return Array(zip(pieces, positions(costsOfPieces, in: interval)))
  }

  /// The middle of each job's interval, those of the costliest jobs first.
  private func positions(
    _ costs: [Double], in interval: (start: Double, length: Double)
  ) -> [Double] {
    let costs = costs.map { max(0, $0) }
    let order = costs.indices.sorted { costs[$0] == costs[$1] ? $0 < $1 : costs[$0] > costs[$1] }
    let sum = costs.reduce(0, +)
    var positions = Array(repeating: 0.0, count: costs.count)
    var start = interval.start
    for index in order {
      let share = sum > 0 ? costs[index] / sum : 1 / Double(costs.count)
      positions[index] = start + interval.length * share / 2
      start += interval.length * share
    }
    return positions
  }
}
