package import Runs

extension StudyDescription: Plan {
  /// The search, if there is one, and the fits that count.
  package var stages: [StudyKey.Phase] { [.search, .final] }

  package func title(of stage: StudyKey.Phase) -> String {
    stage == .search ? "search" : "training"
  }

  package var stageOfFit: (StudyKey) -> StudyKey.Phase { \.phase }

  /// A problem of the study, and its fits so far.
  package struct Part {
    let one: StudyFile.Case
    let records: [StudyRecord]
  }

  /// One problem after the other.
  package func parts(after records: [StudyRecord]) -> PlanParts<Part> {
    let byProblem = Dictionary(grouping: records, by: \.key.problem)
    let cases = study.cases
    return PlanParts(count: cases.count) {
      Part(one: cases[$0], records: byProblem[cases[$0].problem.name] ?? [])
    }
  }

  package func records(in part: Part) -> [StudyRecord] { part.records }

  /// The fits of a problem, those that share a pretraining together. What comes after a search is known when that is
  /// finished.
  package func jobs(of stage: StudyKey.Phase, in part: Part) -> [StudyJob] {
    StudyJob.jobs(study.keys(of: stage, part.one, after: part.records), of: part.one)
  }

  package func cost(of job: StudyJob) -> Double { job.work }

  /// Before a search is finished, its fits stand for those that follow it.
  package func expectedCost(of stage: StudyKey.Phase) -> Double {
    let isSearched = study.searchDraws != nil
    let costs = study.cases.map { one in
      jobs(of: isSearched ? .search : stage, in: Part(one: one, records: [])).map(cost)
        .reduce(0, +)
    }
    let whole = costs.reduce(0, +)
    guard isSearched, stage == .final else { return whole }
    return whole * Double(expectedFits(of: .final)) / Double(max(1, expectedFits(of: .search)))
  }

  package func expectedCost(of stage: StudyKey.Phase, in part: Part) -> Double {
    jobs(
      of: study.searchDraws != nil ? .search : stage, in: Part(one: part.one, records: [])
    ).map(cost).reduce(0, +)
  }

  package func expectedFits(of stage: StudyKey.Phase) -> Int {
    let final =
      study.searchDraws == nil
      ? study.expectedFits
      : study.cases.count * study.methods.count * study.draws * study.initialisations
    return stage == .final ? final : study.expectedFits - final
  }
}
