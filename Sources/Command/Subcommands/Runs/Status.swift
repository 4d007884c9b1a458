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
      let tasks = try await shards.tasks(of: status)
      tellOfRun([tasks?.note].compactMap(\.self))
      guard let table = try shards.table(of: status, tasks) else { return }
      try printToStandardOutput(TerminalText.lines("\n" + table), terminator: "")
    }
  }
}
