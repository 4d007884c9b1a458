package import Runs

extension RunDescription {
  package func current(_ record: FitRecord) -> FitRecord {
    let level = record.key.level.map(protocolFile.pruning.resolved)
    return level == record.key.level ? record : record.with(key: record.key.with(level: level))
  }

  /// The records of one dataset and split.
  private struct Group: Sendable {
    let dataset: String
    let split: Int
    /// Among all records, ascending.
    var indices: [Int] = []
    var records: [FitRecord] = []
  }

  package func misfit(among records: [FitRecord]) -> RecordMisfit? {
    struct Place: Hashable {
      let dataset: String
      let split: Int
    }
    var groups: [Group] = []
    var numbers: [Place: Int] = [:]
    for (index, record) in records.enumerated() {
      let (dataset, split) = (record.key.dataset, record.key.split)
      var number = groups.count - 1
      if groups.last?.split != split || groups.last?.dataset != dataset {
        let place = Place(dataset: dataset, split: split)
        number = numbers[place] ?? groups.count
        if number == groups.count {
          numbers[place] = number
          groups.append(Group(dataset: dataset, split: split))
        }
      }
      groups[number].indices.append(index)
      groups[number].records.append(record)
    }
    let check = FitCheck(self)
    return first(among: groups) { group in
      var check = check
      for (index, record) in zip(group.indices, group.records) {
        guard let fault = check.fault(in: record) else { continue }
        return RecordMisfit(index: index, expected: fault.expected, found: fault.found)
      }
      return nil
    } ?? first(among: groups, excess) ?? first(among: groups, unchosen)
  }

  /// The first of what `body` finds in each group.
  private func first(
    among groups: [Group], _ body: @Sendable (Group) -> RecordMisfit?
  ) -> RecordMisfit? {
    Pieces.each(of: groups.count) { body(groups[$0]) }
      .compactMap(\.self).min { $0.index < $1.index }
  }

  /// The first fit of a split that is one too many, whatever the searches choose: a stage makes so many and no more,
  /// and a method whose width another's connections decide has one width.
  @Sendable private func excess(in group: Group) -> RecordMisfit? {
    let dataset = datasets.first { $0.name == group.dataset }
    let limits = Dictionary(
      uniqueKeysWithValues: stages.map { ($0, fitsASplit(of: $0, on: dataset)) })
    let stageOfFit = stageOfFit
    var counts: [Stage: Int] = [:]
    var widths: [MethodName: [Int]] = [:]
    for (index, record) in zip(group.indices, group.records) {
      let key = record.key
      let stage = stageOfFit(key)
      let most = limits[stage] ?? 0
      counts[stage, default: 0] += 1
      guard counts[stage, default: 0] <= most else {
        return RecordMisfit(
          index: index,
          expected: "at most \(most) fits of a split in the stage '\(title(of: stage))'",
          found: key.id)
      }
      guard stage.isSized else { continue }
      guard widths[key.method, default: key.setting.hidden] == key.setting.hidden else {
        return RecordMisfit(
          index: index, expected: "one width of '\(key.method.rawValue)' in a split", found: key.id)
      }
      widths[key.method] = key.setting.hidden
    }
    return nil
  }

  /// The first fit that does not follow from what the searches before it chose, where these are finished.
  @Sendable private func unchosen(in group: Group) -> RecordMisfit? {
    guard let dataset = datasets.first(where: { $0.name == group.dataset }) else { return nil }
    let stageOfFit = stageOfFit
    let byStage = Dictionary(grouping: group.records) { stageOfFit($0.key) }
    let areAllForAll = protocolFile.methods.allSatisfy { $0.largestNetwork == nil }
    lazy var choices = Choices(
      dataset, split: group.split, records: group.records, under: protocolFile)
    var strays: Set<FitKey> = []
    var epochs: [FitKey: Int] = [:]
    // Where nothing is found nothing is wrong.
    let last = stages.lastIndex { byStage[$0] != nil } ?? 0
    for stage in stages[...last] {
      let found = byStage[stage] ?? []
      if stage == .search(round: 0), areAllForAll {
        // It makes every fit of the grid, whatever is chosen.
        guard found.count >= fitsASplit(of: stage, on: dataset) else { break }
        continue
      }
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
    guard !strays.isEmpty || !epochs.isEmpty else { return nil }
    for (index, record) in zip(group.indices, group.records) {
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
