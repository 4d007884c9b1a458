/// The finished fits of a part of a run.
struct FinishedFits<P: Plan> {
  let records: [P.Record]
  private let stageOfFit: (P.Record.Key) -> P.Stage
  private let counts: [P.Stage: Int]
  private var keys: [P.Stage: Set<P.Record.Key>] = [:]

  init(of part: P.Part, in plan: P) {
    records = plan.records(in: part)
    let stageOfFit = plan.stageOfFit
    self.stageOfFit = stageOfFit
    counts = records.reduce(into: [:]) { $0[stageOfFit($1.key), default: 0] += 1 }
  }

  /// What is left of each of `jobs`, which are all of `stage` in the part; nil where nothing is.
  mutating func remaining(of jobs: [P.Job], in stage: P.Stage) -> [P.Job?] {
    let finished = counts[stage, default: 0]
    guard finished > 0 else { return jobs }
    // A journal has each fit once, and none that its run does not make: as many as there can be are all.
    guard finished < jobs.reduce(0, { $0 + $1.fits }) else {
      return Array(repeating: nil, count: jobs.count)
    }
    let done = keys[stage] ?? known(in: stage, finished)
    keys[stage] = done
    return jobs.map { $0.remaining(after: done) }
  }

  private func known(in stage: P.Stage, _ count: Int) -> Set<P.Record.Key> {
    var keys = Set<P.Record.Key>(minimumCapacity: count)
    for record in records {
      let key = record.key
      if stageOfFit(key) == stage { keys.insert(key) }
    }
    return keys
  }
}
