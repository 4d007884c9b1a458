/// What a run does: jobs in stages, each of which makes records.
///
/// A run falls into parts that go their own ways, as the splits of each dataset do: what a part does in a stage
/// follows from its own records of the stages before.
package protocol Plan<Record>: JournaledRun {
  associatedtype Job: PlannedJob<Record.Key>
  associatedtype Stage: Hashable & Sendable
  associatedtype Part
  associatedtype Parts: Sequence<Part>

  /// In order.
  var stages: [Stage] { get }
  /// A stage for people: `search, round 2 of 4`.
  func title(of stage: Stage) -> String
  /// Which stage makes a fit.
  func stage(of key: Record.Key) -> Stage
  /// The parts of the run, after what `records` say.
  func parts(after records: [Record]) -> Parts
  /// The jobs of a part in a stage; none where it is not known yet which they are.
  func jobs(of stage: Stage, in part: Part) -> [Job]
  /// The work of a job, roughly, in any unit.
  func cost(of job: Job) -> Double
  /// The work of a stage, in the same unit, as far as it can be told before anything is chosen.
  func expectedCost(of stage: Stage) -> Double
  /// The fits of a stage, known before anything is chosen.
  func expectedFits(of stage: Stage) -> Int
}

/// Fits that are made together, since they share a part of their work.
package protocol PlannedJob<Key>: Sendable {
  associatedtype Key: Hashable & Sendable
  /// The fits.
  var keys: [Key] { get }
  /// The job with only those fits that are not in `done`; nil if none is left.
  func remaining(after done: Set<Key>) -> Self?
}

extension Plan {
  /// All fits of the run.
  package var expectedFits: Int { stages.map(expectedFits).reduce(0, +) }

  /// The work of the stages after `stage`.
  package func expectedCost(after stage: Stage) -> Double {
    let later = stages.firstIndex(of: stage).map { stages[($0 + 1)...] } ?? []
    return later.map(expectedCost).reduce(0, +)
  }
}
