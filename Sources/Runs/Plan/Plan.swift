/// What a run does: jobs in stages, each of which produces records.
///
/// A run is divided into independent parts, such as the splits of each dataset: a part's jobs in a stage depend
/// only on its own records of earlier stages.
package protocol Plan<Record>: JournaledRun {
  associatedtype Job: PlannedJob<Record.Key>
  associatedtype Stage: Hashable & Sendable
  associatedtype Part

  /// The stages, in order.
  var stages: [Stage] { get }
  /// The title of a stage for display: `search, round 2 of 4`.
  func title(of stage: Stage) -> String
  /// Tells which stage a fit belongs to.
  var stageOfFit: (Record.Key) -> Stage { get }
  /// The parts of the run, given the finished `records`.
  func parts(after records: [Record]) -> PlanParts<Part>
  /// The finished fits of a part.
  func records(in part: Part) -> [Record]
  /// The jobs of a part in a stage; none while they are not known yet.
  func jobs(of stage: Stage, in part: Part) -> [Job]
  /// An estimate of a job's work, in any unit.
  func cost(of job: Job) -> Double
  /// The same of many jobs, of which neighbours are much alike.
  func costs(of jobs: [Job]) -> [Double]
  /// The job as several that shards can share: none with more than `most` of work, as far as it can be divided, and all
  /// fits in one of them.
  func pieces(of job: Job, atMost most: Double) -> [Job]
  /// An estimate of a stage's work, in the same unit, before any choice of the search is known.
  func expectedCost(of stage: Stage) -> Double
  /// The same of one part: it depends on which part that is, not on its records.
  func expectedCost(of stage: Stage, in part: Part) -> Double
  /// The number of fits of a stage, which is known before any choice of the search.
  func expectedFits(of stage: Stage) -> Int
}

/// Fits that run together because they share a part of their work.
package protocol PlannedJob<Key>: Sendable {
  associatedtype Key: Hashable & Sendable
  /// Identifies the fits.
  var keys: [Key] { get }
  /// How many these are.
  var fits: Int { get }
  /// The job without the fits in `done`; nil if none remains.
  func remaining(after done: Set<Key>) -> Self?
}

extension Plan {
  /// The cost of one after the other.
  package func costs(of jobs: [Job]) -> [Double] { jobs.map(cost) }

  /// The job as it is.
  package func pieces(of job: Job, atMost most: Double) -> [Job] { [job] }

  /// The number of all fits of the run.
  package var expectedFits: Int { stages.map(expectedFits).reduce(0, +) }

  /// An estimate of the work of the stages after `stage`.
  package func expectedCost(after stage: Stage) -> Double {
    let later = stages.firstIndex(of: stage).map { stages[($0 + 1)...] } ?? []
    return later.map(expectedCost).reduce(0, +)
  }
}

extension PlannedJob {
  package var fits: Int { keys.count }
}
