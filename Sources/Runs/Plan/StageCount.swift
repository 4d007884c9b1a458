/// How many fits a stage has, and how many of them are finished and failed.
package struct StageCount: Codable, Hashable, Sendable {
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
    let stageOfFit = stageOfFit
    var counts: [Stage: (finished: Int, failed: Int)] = [:]
    for record in records {
      let stage = stageOfFit(record.key)
      counts[stage, default: (0, 0)].finished += 1
      if record.failure != nil { counts[stage]?.failed += 1 }
    }
    return stages.map { stage in
      let (finished, failed) = counts[stage] ?? (0, 0)
      return StageCount(
        stage: title(of: stage), expected: expectedFits(of: stage), finished: finished,
        failed: failed)
    }
  }
}
