package import Runs
package import Training

/// A study of the XOR problem under way.
package struct Study: Sendable {
  private let underway: Run<StudyDescription>

  /// - Parameter workers: fits at a time, at most one a core; the results do not depend on it.
  package init(_ study: StudyFile, workers: Int, instructionSet: InstructionSet = .fastest) {
    let runner = StudyRunner(study: study, instructionSet: instructionSet)
    underway = Run(
      StudyDescription(study),
      Environment(workers: workers, instructionSet: instructionSet.rawValue),
      perform: { job in try cancellable { try runner.records(of: job) } })
  }

  /// What determines the results.
  package var description: StudyDescription { underway.plan }

  /// All fits of the run.
  package var expectedFits: Int { description.study.expectedFits }

  /// Carries out all fits that the journal in `folder` does not have yet.
  /// - Parameters:
  ///   - report: called after each finished job, from one task at a time.
  ///   - note: called with a sentence about each thing that is to be known of the folder.
  /// - Throws: ``InputError`` if the folder cannot be used; cancellation.
  package func run(
    into folder: RunFolder, report: (RunProgress) -> Void = { _ in },
    note: (String) -> Void = { _ in }
  ) async throws {
    try await underway.run(into: folder, report: report, note: note)
  }

  /// Carries out the fits of `shard` that no journal in `folder` has yet, as ``Experiment`` does.
  package func run(
    _ shard: Shard, into folder: RunFolder, pause: Duration? = nil,
    report: (RunProgress) -> Void = { _ in }, note: (String) -> Void = { _ in }
  ) async throws -> ShardEnd {
    try await underway.run(shard, into: folder, pause: pause, report: report, note: note)
  }
}
