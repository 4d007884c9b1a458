package import Runs

extension StudyDescription {
  package func misfit(among records: [StudyRecord]) -> RecordMisfit? {
    let cases = Dictionary(study.cases.map { ($0.problem.name, $0) }) { first, _ in first }
    let made = Dictionary(
      uniqueKeysWithValues: cases.map { name, one in
        (name, study.methods.map { (method: $0, settings: Set(study.settings($0, one))) })
      })
    for (index, record) in records.enumerated() {
      let key = record.key
      guard let one = cases[key.problem], let methods = made[key.problem] else {
        return RecordMisfit(
          index: index,
          expected: "a problem of the study: \(cases.keys.sorted().joined(separator: ", "))",
          found: key.problem)
      }
      let settings = methods.first { $0.method == key.method }?.settings
      let fault =
        StudyFault.of(key, settings: settings, in: study)
        ?? StudyFault.of(record, of: one, in: study)
      guard let fault else { continue }
      return RecordMisfit(index: index, expected: fault.expected, found: fault.found)
    }
    return unchosen(among: records)
  }

  /// The first fit of a setting that the search did not choose, where the search of its problem is finished.
  private func unchosen(among records: [StudyRecord]) -> RecordMisfit? {
    guard study.searchDraws != nil else { return nil }
    let byProblem = Dictionary(grouping: records, by: \.key.problem)
    var strays: Set<StudyKey> = []
    for one in study.cases {
      let own = byProblem[one.problem.name] ?? []
      let searched = own.count { $0.key.phase == .search }
      guard searched == study.keys(of: .search, one, after: []).count else { continue }
      let chosen = Set(study.keys(of: .final, one, after: own))
      strays.formUnion(own.lazy.map(\.key).filter { $0.phase == .final && !chosen.contains($0) })
    }
    let stray = records.enumerated().first { strays.contains($0.element.key) }
    return stray.map { index, record in
      RecordMisfit(
        index: index, expected: "a fit of a setting that the search of this study chose",
        found: "\(record.key.method.title), \(record.key.setting)")
    }
  }
}
