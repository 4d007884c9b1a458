extension Plan {
  /// The seconds of CPU time that are left, if the rest goes as fast for its work as what is done; nil if nothing
  /// is done. What comes after an unfinished stage counts as expected.
  /// - Complexity: O(fits), and O(log fits) times as much where the records are in no order.
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
        // What comes next is not known yet.
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
