import ArgumentParser
import Cluster
import Experiments
import Foundation
import Inputs
import Reports
import Runs

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the progress of a run.",
    discussion: """
      Reads the journal only, so it works while the run goes on. Of a run in shards it also says \
      where each stands: done, running, in the queue, never started, timed out, out of memory, node \
      failed. Slurm is asked only about shards with fits that are missing, for ten seconds at most.
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run"))
  var folder: String

  func run() async throws {
    try await reportingFailures {
      let folder = RunFolder(URL(fileURLWithPath: folder))
      let shards = try ShardedRun(folder)
      let status = try shards.status()
      if let status {
        tellOfRun(status.notes)
        try printToStandardOutput(TerminalText.lines(status.text), terminator: "")
      } else {
        try printToStandardOutput("No task of the run has begun.")
      }
      // Slurm knows nothing of a run without shards, and has nothing to add to one that is done.
      let isOpen = shards.count != nil && status?.isFinished != true
      let tasks = isOpen ? try await ShardTasks(of: folder) : nil
      if let note = tasks?.note { tellOfRun([note]) }
      if let table = try shards.table(of: status, tasks) {
        try printToStandardOutput(TerminalText.lines("\n" + table), terminator: "")
      }
    }
  }
}
