extension StudyDescription {
  /// The seconds of computing that are left after `records`, if the rest goes as fast for its work as
  /// what is done; nil if nothing is done, and until a search that is not finished says what is next.
  public func secondsLeft(after records: [StudyRecord]) -> Double? {
    let done = Set(records.map(\.key))
    let byProblem = Dictionary(grouping: records, by: \.key.problem)
    let seconds = records.map(\.seconds).reduce(0, +)
    var workDone = 0.0
    var workLeft = 0.0
    for phase in [StudyKey.Phase.search, .final] {
      for one in study.cases {
        let keys = study.keys(of: phase, one, after: byProblem[one.problem.name] ?? [])
        func work(_ keys: [StudyKey]) -> Double {
          StudyJob.jobs(keys, of: one).map(\.work).reduce(0, +)
        }
        let left = work(keys.filter { !done.contains($0) })
        workDone += work(keys) - left
        workLeft += left
      }
      if phase == .search, workLeft > 0 { return nil }
    }
    return workDone > 0 ? seconds * workLeft / workDone : nil
  }
}
