extension Plan {
  /// An estimate of the remaining CPU time in seconds, if the rest runs at the speed of the finished part; nil
  /// if nothing is finished. Stages after an unfinished one count with their expected work.
  /// - Complexity: O(fits), or O(fits · log fits) if the records are not sorted.
  package func secondsLeft(after records: [Record]) -> Double? {
    let seconds = records.map(\.seconds).reduce(0, +)
    guard seconds > 0 else { return nil }
    let stages = stages
    let done = Set(records.map(\.key))
    var costs = Array(repeating: (done: 0.0, left: 0.0), count: stages.count)
    for part in parts(after: records) {
      for (index, stage) in stages.enumerated() {
        for job in jobs(of: stage, in: part) {
          let remaining = job.remaining(after: done).map(cost) ?? 0
          costs[index].done += cost(of: job) - remaining
          costs[index].left += remaining
        }
        // The jobs of later stages are not known yet.
        if costs[index].left > 0 { break }
      }
    }
    let current = costs.firstIndex { $0.left > 0 } ?? costs.count - 1
    let costDone = costs[...current].map(\.done).reduce(0, +)
    var costLeft = costs[current].left
    if costLeft > 0 { costLeft += expectedCost(after: stages[current]) }
    return costDone > 0 ? seconds * costLeft / costDone : nil
  }
}
