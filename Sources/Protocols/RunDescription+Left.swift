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
    let stageOfKey = StageOfKey(self)
    let groups = Dictionary(grouping: records) { stageOfKey($0.key) }
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
  /// - Complexity: O(fits), and O(log fits) times as much where the records are in no order.
  public func secondsLeft(after records: [FitRecord]) -> Double? {
    let seconds = records.map(\.seconds).reduce(0, +)
    guard seconds > 0 else { return nil }
    let stages = stages
    let done = Set(records.map(\.key))
    var works = Array(repeating: (done: 0.0, left: 0.0), count: stages.count)
    for choices in choices(after: records) {
      for (index, stage) in stages.enumerated() {
        for job in jobs(of: stage, by: choices) {
          let remaining = job.remaining(after: done).map(work) ?? 0
          works[index].done += work(of: job) - remaining
          works[index].left += remaining
        }
        // What comes next is not known yet.
        if works[index].left > 0 { break }
      }
    }
    let current = works.firstIndex { $0.left > 0 } ?? works.count - 1
    let workDone = works[...current].map(\.done).reduce(0, +)
    var workLeft = works[current].left
    if workLeft > 0 { workLeft += expectedWork(after: stages[current]) }
    return workDone > 0 ? seconds * workLeft / workDone : nil
  }

  /// What the records lead to, one dataset and split after the other.
  func choices(after records: [FitRecord]) -> some Sequence<Choices> {
    let groups = RecordsBySplit(records)
    return datasets.lazy.flatMap { dataset in
      (0..<protocolFile.splits.count(of: dataset.name)).lazy.map { split in
        Choices(
          dataset, split: split, records: groups[dataset.name, split], under: protocolFile)
      }
    }
  }
}
