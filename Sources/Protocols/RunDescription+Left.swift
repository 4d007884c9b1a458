// How far a run is, told from its journal alone: what `prunebench status` prints.
extension RunDescription {
  /// The fits of a stage: how many there will be, have been made, and failed.
  public struct StageCount: Hashable, Sendable {
    /// The stage, for people: `search`.
    public let stage: String
    /// Known before anything is chosen.
    public let expected: Int
    /// With a record, failures included.
    public let finished: Int
    /// Without a result.
    public let failed: Int
  }

  /// One count for each stage.
  public func stageCounts(of records: [FitRecord]) -> [StageCount] {
    let groups = Dictionary(grouping: records) { stage(of: $0.key) }
    return stages.map { stage in
      let own = groups[stage] ?? []
      return StageCount(
        stage: title(of: stage),
        expected: expectedFits(of: stage) * splits,
        finished: own.count, failed: own.count { $0.failure != nil })
    }
  }

  /// The seconds of computing that are left, if the rest goes as fast for its work as what is done;
  /// nil if nothing is done.
  /// - Complexity: O(fits · splits · datasets).
  public func secondsLeft(after records: [FitRecord]) -> Double? {
    let seconds = records.map(\.seconds).reduce(0, +)
    guard seconds > 0 else { return nil }
    let done = Set(records.map(\.key))
    var workDone = 0.0
    var workLeft = 0.0
    for stage in stages {
      var left = 0.0
      for dataset in datasets {
        for split in 0..<protocolFile.splits.count(of: dataset.name) {
          for job in jobs(of: stage, dataset: dataset, split: split, after: records) {
            let remaining = job.remaining(after: done).map(work) ?? 0
            workDone += work(of: job) - remaining
            left += remaining
          }
        }
      }
      workLeft += left
      if left > 0 {
        workLeft += expectedWork(after: stage)
        break
      }
    }
    return workDone > 0 ? seconds * workLeft / workDone : nil
  }
}
