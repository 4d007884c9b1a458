import Foundation
import Inputs
import Runs

/// What Slurm says.
package enum Scheduler {
  /// One more than the largest number of a task of an array: 1001 where Slurm does not say.
  package static func maxArraySize() async throws -> Int {
    let usual = 1001
    do {
      let result = try await Program.run("scontrol", ["show", "config"], within: .seconds(10))
      let size = result.output.firstMatch(of: /(?m)^MaxArraySize\s*=\s*([0-9]+)/)
        .flatMap { Int($0.1) }
      return size.flatMap { $0 > 1 ? $0 : nil } ?? usual
    } catch is Program.Failure {
      return usual
    }
  }

  /// The states of the tasks of all jobs that were submitted, from squeue, and from sacct where squeue has
  /// forgotten them.
  /// - Returns: the last state of each shard, and a sentence if Slurm does not answer.
  package static func tasks(
    of log: SubmissionLog
  ) async throws -> (tasks: [SchedulerTask], note: String?) {
    let submitted = log.lines.filter { $0.id != nil }
    guard !submitted.isEmpty else { return ([], nil) }
    let names = log.lines.map(\.name).joined(separator: ",")
    let ids = submitted.compactMap(\.id).joined(separator: ",")
    var tasks: [SchedulerTask] = []
    var note: String?
    do {
      let live = try await Program.run(
        "squeue",
        ["--array", "--noheader", "--states=all", "--name=\(names)", "--format=%i|%T|%N|%r"],
        within: patience)
      if live.code == 0 {
        tasks = SchedulerTask.tasks(in: live.output)
      } else {
        note = "Slurm does not answer (\(live.complaint))"
      }
    } catch let failure as Program.Failure {
      note = "Slurm does not answer (\(failure))"
    }
    if note == nil {
      // Without it what squeue has forgotten is known from the logs alone.
      do {
        let past = try await Program.run(
          "sacct",
          [
            "--noheader", "--allocations", "--array", "--parsable2",
            "--format=JobID,State,NodeList", "--jobs=\(ids)",
          ],
          within: patience)
        let known = Set(tasks.map(\.id))
        if past.code == 0 {
          tasks += SchedulerTask.tasks(in: past.output).filter { !known.contains($0.id) }
        }
      } catch is Program.Failure {}
    }
    return (tasks, note.map { "\($0): what is said of tasks comes from their logs" })
  }

  private static let patience = Duration.seconds(10)
}
