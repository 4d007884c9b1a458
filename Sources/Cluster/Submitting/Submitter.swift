import Foundation
import Inputs
package import Runs

/// Submits the orders of a submission, each once: Slurm is asked for a job by its name before it is submitted again.
package struct Submitter {
  private let folder: RunFolder
  private let note: (String) -> Void
  /// The pause after the first failure; each later one is twice as long, up to half a minute.
  private let pause: Duration

  /// The calls of sbatch for a job.
  private static let tries = 8
  private static let longestPause = Duration.seconds(30)
  /// How long sbatch may take: a busy controller answers late, and by then has the job.
  private static let patience = Duration.seconds(120)

  /// - Parameters:
  ///   - pause: after the first failure.
  ///   - note: called with a sentence about each failure.
  package init(
    _ folder: RunFolder, pause: Duration = .seconds(1), note: @escaping (String) -> Void
  ) {
    self.folder = folder
    self.pause = pause
    self.note = note
  }

  /// Writes the script and submits everything.
  /// - Returns: Slurm's numbers of the jobs.
  /// - Throws: ``InputError`` if the folder cannot be written, or Slurm does not take a job; `CancellationError`.
  package func submit(_ submission: Submission) async throws -> [String] {
    try OutputFolder.create(folder.logFolder)
    try folder.write(JobScript(submission.job).text, to: folder.scriptFile)
    try folder.writeSealed(submission.job, to: folder.clusterJobFile)
    var log = try SubmissionLog(of: folder)
    var ids: [String] = []
    for order in submission.orders {
      try log.append(SubmissionLog.Line(order))
      let id = try await submit(
        order,
        submission.arguments(
          order, after: order.after.map { ids[$0] } + order.earlier, script: folder.scriptFile.path)
      )
      try log.append(SubmissionLog.Line(order, id: id))
      ids.append(id)
    }
    return ids
  }

  /// Finds out what became of jobs that sbatch was asked for by a command that ended before it had the answer.
  /// - Throws: ``InputError`` if Slurm does not answer.
  package func resolveUncertain() async throws {
    var log = try SubmissionLog(of: folder)
    for line in log.uncertain {
      try log.append(line.found(try await lookup(line.name)))
    }
  }

  private func submit(_ order: Submission.Order, _ arguments: [String]) async throws -> String {
    for number in 0..<Self.tries {
      var complaint: String
      do {
        let result = try await Program.run("sbatch", arguments, within: Self.patience)
        // With the name of a cluster behind the number, where there are several.
        let answer = result.output.split(separator: "\n").last?.split(separator: ";").first
        if result.code == 0, let answer, answer.allSatisfy(\.isNumber) { return String(answer) }
        complaint = result.code == 0 ? "no number of a job" : result.complaint
        if Self.isRefusal(complaint) {
          throw InputError(
            .usage, file: "sbatch", expected: "a job that Slurm takes", found: complaint,
            hint: "mend the options; \(Self.goingOn)")
        }
      } catch let failure as Program.Failure {
        guard case .silent = failure else { throw Self.notInstalled(failure) }
        complaint = "\(failure)"
      }
      note("sbatch failed for \(order.title) (\(complaint)); trying again")
      try await Task.sleep(for: waiting(number))
      if let id = try await lookup(order.name) {
        note("it was submitted all the same, as job \(id)")
        return id
      }
    }
    throw InputError(
      .output, file: "sbatch", expected: "a job that Slurm takes",
      found: "\(Self.tries) failures", hint: Self.goingOn)
  }

  /// Slurm's number of the job called `name`; nil if there is none.
  private func lookup(_ name: String) async throws -> String? {
    for number in 0..<Self.tries {
      do {
        let result = try await Program.run(
          "squeue", ["--noheader", "--states=all", "--name=\(name)", "--format=%F"],
          within: .seconds(30))
        if result.code == 0 {
          return result.output.split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
        note("squeue failed (\(result.complaint)); trying again")
      } catch let failure as Program.Failure {
        guard case .silent = failure else { throw Self.notInstalled(failure) }
        note("\(failure); trying again")
      }
      try await Task.sleep(for: waiting(number))
    }
    throw InputError(
      .output, file: "squeue", expected: "an answer whether job \(name) was submitted",
      hint: Self.goingOn)
  }

  private static let goingOn =
    "'prunebench submit RUN --missing' asks Slurm what it has, and submits the rest"

  private func waiting(_ number: Int) -> Duration {
    min(pause * (1 << number), Self.longestPause)
  }

  /// Whether Slurm's complaint will be the same next time.
  private static func isRefusal(_ complaint: String) -> Bool {
    let refusals = [
      "invalid", "not permitted", "violates", "not available", "unrecognized", "unable to open",
      "denied", "exceed", "configuration source",
    ]
    return refusals.contains { complaint.lowercased().contains($0) }
  }

  private static func notInstalled(_ failure: Program.Failure) -> InputError {
    InputError(
      .usage, expected: "Slurm's commands", found: "\(failure)",
      hint: "--dry-run prints the script; without Slurm, 'prunebench run --shard 1/8' does a share")
  }
}
