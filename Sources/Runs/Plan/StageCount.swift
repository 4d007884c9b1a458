/// How many fits a stage has, and how many of them are finished and failed.
package struct StageCount: Hashable, Sendable {
  /// The title of the stage: `search`.
  package let stage: String
  /// All fits of the stage.
  package let expected: Int
  /// The finished fits, failures included.
  package let finished: Int
  /// The fits that failed.
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
