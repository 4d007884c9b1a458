/// What the search of a study settled on: pure functions of its records.
package struct StudySelection: Sendable {
  private let records: [StudyRecord]

  /// Looks at the search's records only.
  package init(_ records: [StudyRecord]) {
    self.records = records.filter { $0.key.phase == .search }
  }

  /// The setting of `method` with the highest mean validation AUC, a failed fit counting as 0; of
  /// equal ones the first. Nil without a search.
  package func setting(_ method: StudyMethod, on problem: Problem) -> StudySetting? {
    let groups = Dictionary(grouping: fits(method, on: problem), by: \.key.setting)
    func score(_ setting: StudySetting) -> Double {
      let fits = groups[setting, default: []].sorted { $0.key < $1.key }
      let sum = fits.map { $0.result?.chosen.validationAUC ?? 0 }.reduce(0, +)
      return sum / Double(max(1, fits.count))
    }
    return groups.keys.sorted().map { (setting: $0, score: score($0)) }
      .reduce(nil as (setting: StudySetting, score: Double)?) { best, next in
        guard let best, next.score <= best.score else { return next }
        return best
      }?.setting
  }

  /// The fit of `method` with the highest validation AUC of the whole search.
  package func bestFit(_ method: StudyMethod, on problem: Problem) -> StudyRecord? {
    fits(method, on: problem).sorted { $0.key < $1.key }.reduce(nil) { best, next in
      guard let score = next.result?.chosen.validationAUC else { return best }
      guard let known = best?.result?.chosen.validationAUC, score <= known else { return next }
      return best
    }
  }

  private func fits(_ method: StudyMethod, on problem: Problem) -> [StudyRecord] {
    records.filter { $0.key.method == method && $0.key.problem == problem.name }
  }
}
