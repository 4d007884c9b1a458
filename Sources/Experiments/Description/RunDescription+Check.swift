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
    return excess(among: records) ?? unchosen(among: records)
  }

  /// The first fit of a split that is one too many, whatever the searches choose: a stage makes so many and no more,
  /// and a method whose width another's connections decide has one width.
  private func excess(among records: [FitRecord]) -> RecordMisfit? {
    struct Place: Hashable {
      let dataset: String
      let split: Int
      let stage: Stage
    }
    struct Sized: Hashable {
      let dataset: String
      let split: Int
      let method: MethodName
    }
    let limits = Dictionary(
      uniqueKeysWithValues: datasets.map { dataset in
        let counts = stages.map { ($0, fitsASplit(of: $0, on: dataset)) }
        return (dataset.name, Dictionary(uniqueKeysWithValues: counts))
      })
    var counts: [Place: Int] = [:]
    var widths: [Sized: [Int]] = [:]
    for (index, record) in records.enumerated() {
      let key = record.key
      let stage = stage(of: key)
      let most = limits[key.dataset]?[stage] ?? 0
      let place = Place(dataset: key.dataset, split: key.split, stage: stage)
      counts[place, default: 0] += 1
      guard counts[place, default: 0] <= most else {
        return RecordMisfit(
          index: index,
          expected: "at most \(most) fits of a split in the stage '\(title(of: stage))'",
          found: key.id)
      }
      guard stage.isSized else { continue }
      let sized = Sized(dataset: key.dataset, split: key.split, method: key.method)
      guard widths[sized, default: key.setting.hidden] == key.setting.hidden else {
        return RecordMisfit(
          index: index, expected: "one width of '\(key.method.rawValue)' in a split", found: key.id)
      }
      widths[sized] = key.setting.hidden
    }
    return nil
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
