/// The fits of a stage: how many there will be, have been made, and failed.
package struct StageCount: Hashable, Sendable {
  /// The stage, for people: `search`.
  package let stage: String
  /// Known before anything is chosen.
  package let expected: Int
  /// With a record, failures included.
  package let finished: Int
  /// Without a result.
  package let failed: Int
}

extension Plan {
  /// One count for each stage.
  package func stageCounts(of records: [Record]) -> [StageCount] {
    let groups = Dictionary(grouping: records) { stage(of: $0.key) }
    return stages.map { stage in
      let own = groups[stage] ?? []
      return StageCount(
        stage: title(of: stage), expected: expectedFits(of: stage), finished: own.count,
        failed: own.count { $0.failure != nil })
    }
  }
}
