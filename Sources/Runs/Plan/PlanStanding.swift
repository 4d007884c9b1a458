/// How far a run is, and each of its shards.
package struct PlanStanding: Sendable {
  /// An estimate of the remaining CPU time in seconds, if the rest runs at the speed of the finished part; nil
  /// if nothing is finished. Stages after an unfinished one count with their expected work.
  package let secondsLeft: Double?
  /// In the order of their numbers; none if they were not asked for.
  package let shards: [ShardCount]
}

extension Plan {
  /// How far the run is after `records`.
  /// - Parameter count: the number of shards that it is done in; 0 if none are asked for.
  /// - Complexity: O(fits), or O(fits · log fits) if the records are not sorted, whatever the number of shards.
  package func standing(after records: [Record], shards count: Int = 0) -> PlanStanding {
    let layout = count > 0 ? ShardLayout(self) : nil
    let parts = parts(after: records)
    let standings = Pieces.each(of: parts.count) { place in
      standing(of: place, among: parts, layout, count)
    }
    var shards = Array(repeating: ShardCount(), count: count)
    for (shard, own) in standings.lazy.flatMap(\.shards) { shards[shard].add(own) }
    let costs = stages.indices.map { stage in
      standings.reduce(into: Cost()) { sum, part in
        sum.done += part.costs[stage].done
        sum.left += part.costs[stage].left
      }
    }
    let seconds = records.lazy.map(\.seconds).reduce(0, +)
    return PlanStanding(secondsLeft: secondsLeft(after: seconds, costs), shards: shards)
  }

  private func secondsLeft(after seconds: Double, _ costs: [Cost]) -> Double? {
    guard seconds > 0 else { return nil }
    let current = costs.firstIndex { $0.left > 0 } ?? costs.count - 1
    let costDone = costs[...current].map(\.done).reduce(0, +)
    var costLeft = costs[current].left
    if costLeft > 0 { costLeft += expectedCost(after: stages[current]) }
    return costDone > 0 ? seconds * costLeft / costDone : nil
  }

  /// How far one part is: the work of each stage, and its share of each shard that has any.
  private func standing(
    of place: Int, among parts: PlanParts<Part>, _ layout: ShardLayout<Self>?, _ count: Int
  ) -> (costs: [Cost], shards: [Int: ShardCount]) {
    let part = parts[place]
    var finished = FinishedFits(of: part, in: self)
    let failed = Set(finished.records.lazy.filter { $0.failure != nil }.map(\.key))
    var costs = Array(repeating: Cost(), count: stages.count)
    var shards: [Int: ShardCount] = [:]
    for (number, stage) in stages.enumerated() {
      let jobs = jobs(of: stage, in: part)
      let whole = self.costs(of: jobs)
      let remaining = finished.remaining(of: jobs, in: stage)
      for (index, remaining) in remaining.enumerated() {
        let isUntouched = remaining?.fits == jobs[index].fits
        let left = isUntouched ? whole[index] : remaining.map(cost) ?? 0
        costs[number].done += whole[index] - left
        costs[number].left += left
      }
      if let layout {
        let dealt = layout.dealt(
          jobs, costing: whole, in: layout.intervals[number][place], to: count)
        let left = finished.remaining(of: dealt.map(\.job), in: stage)
        for ((job, position), left) in zip(dealt, left) {
          shards[Shard.index(of: position, count: count), default: ShardCount()].add(
            ShardCount(
              known: job.fits, missing: left?.fits ?? 0,
              failed: failed.isEmpty ? 0 : job.keys.count { failed.contains($0) }))
        }
      }
      // The jobs of later stages are not known yet.
      if costs[number].left > 0 { break }
    }
    return (costs, shards)
  }
}

/// The work of a stage.
private struct Cost: Sendable {
  var done = 0.0
  var left = 0.0
}
