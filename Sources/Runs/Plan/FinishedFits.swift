/// The finished fits of a part of a run.
struct FinishedFits<P: Plan> {
  let records: [P.Record]
  private let counts: [P.Stage: Int]
  private lazy var keys = Set(records.map(\.key))

  init(of part: P.Part, in plan: P) {
    records = plan.records(in: part)
    let stageOfFit = plan.stageOfFit
    counts = records.reduce(into: [:]) { $0[stageOfFit($1.key), default: 0] += 1 }
  }

  /// What is left of each of `jobs`, which are all of `stage` in the part; nil where nothing is.
  mutating func remaining(of jobs: [P.Job], in stage: P.Stage) -> [P.Job?] {
    // A journal has each fit once, and none that its run does not make: as many as there can be are all.
    guard counts[stage, default: 0] < jobs.reduce(0, { $0 + $1.fits }) else {
      return Array(repeating: nil, count: jobs.count)
    }
    return jobs.map { $0.remaining(after: keys) }
  }
}
