package import Runs

extension RunDescription {
  package func current(_ record: FitRecord) -> FitRecord {
    let level = record.key.level.map(protocolFile.pruning.resolved)
    return level == record.key.level ? record : record.with(key: record.key.with(level: level))
  }

  package func misfit(among records: [FitRecord]) -> RecordMisfit? {
    var check = FitCheck(self)
    for (index, record) in records.enumerated() {
      guard let fault = check.fault(in: record) else { continue }
      return RecordMisfit(index: index, expected: fault.expected, found: fault.found)
    }
    return unchosen(among: records)
  }

  /// The first fit that does not follow from what the searches before it chose, where these are finished.
  private func unchosen(among records: [FitRecord]) -> RecordMisfit? {
    let groups = RecordsBySplit(records)
    var strays: Set<FitKey> = []
    var epochs: [FitKey: Int] = [:]
    for dataset in datasets {
      for split in groups.splits(of: dataset.name) {
        let own = groups[dataset.name, split]
        let byStage = Dictionary(grouping: own) { stage(of: $0.key) }
        let choices = Choices(dataset, split: split, records: own, under: protocolFile)
        for stage in stages {
          let found = byStage[stage] ?? []
          let made = jobs(of: stage, in: choices)
          let keys = Set(made.flatMap(\.keys))
          strays.formUnion(found.lazy.map(\.key).filter { !keys.contains($0) })
          for job in made {
            for fork in job.forks {
              if case .number(let epoch) = fork.epoch { epochs[job.key(fork)] = epoch }
            }
          }
          // What comes after a stage that is not finished is not known yet.
          guard found.count >= keys.count else { break }
        }
      }
    }
    for (index, record) in records.enumerated() {
      if strays.contains(record.key) {
        return RecordMisfit(
          index: index, expected: "a fit that the search of this run led to", found: record.key.id)
      }
      if let epoch = epochs[record.key], let own = record.result?.predictions?.epoch, own != epoch {
        return RecordMisfit(
          index: index, expected: "predictions after epoch \(epoch), which validation chose",
          found: "\(own)")
      }
    }
    return nil
  }
}
