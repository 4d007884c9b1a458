import ArgumentParser
import Experiments
import Foundation
import Inputs
import Reports
import Runs

struct Merge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fold what shards of a run did into one journal, and write the report.",
    discussion: """
      Reads the files of all shards in the run's folder, and in the folders of the same run that \
      follow it, such as one copied from another machine. A fit that is there more than once must \
      have the same outcome: else the command names both places. Doing it again changes nothing.

      The report is what one machine would have written, but for times and machines. While fits are \
      missing it says how many.

      EXAMPLES:
        prunebench merge runs/strict-0123456789
        prunebench merge runs/strict-0123456789 /mnt/laptop/strict-0123456789
      """)

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"))
  var folder: String

  @Argument(
    help: ArgumentHelp("Folders of the same run; they stay as they are.", valueName: "other"))
  var others: [String] = []

  @Flag(name: .shortAndLong, help: "No report on the terminal.")
  var quiet = false

  func run() async throws {
    try await reportingFailures {
      let run = RunFolder(URL(fileURLWithPath: folder))
      let others = others.map { RunFolder(URL(fileURLWithPath: $0)) }
      if try run.holds(RunDescription.self) {
        tell(try run.merge(others, as: RunDescription.self))
        let report = try Reports.Report(of: run)
        tellOfRun(report.notes)
        report.leaveStatus(shards: ShardedRun.count(of: run))
        try report.write(to: run)
        try finish(report.text(width: DataOptions.terminalWidth), in: run)
      } else {
        tell(try run.merge(others, as: StudyDescription.self))
        let report = try StudyReport(of: run)
        tellOfRun(report.notes)
        report.leaveStatus(shards: ShardedRun.count(of: run))
        try report.write(to: run)
        try finish(report.text(width: DataOptions.terminalWidth), in: run)
      }
    }
  }

  private func tell(_ result: MergeResult) {
    printToStandardError(
      "\(counted(result.fits, "fit")), \(result.added) of them new"
        + (result.repeated > 0
          ? "; \(counted(result.repeated, "line")) had fits that were there already, and agreed"
          : "")
    )
    if result.running > 0 {
      printToStandardError(
        "\(counted(result.running, "file")) of shards that run, or were stopped on another machine, "
          + "\(result.running == 1 ? "stays" : "stay")")
    }
  }

  private func finish(_ tables: String, in folder: RunFolder) throws {
    if !quiet { try printToStandardOutput(tables) }
    try printToStandardOutput(TerminalText.line(folder.reportFile.relativePath))
  }
}
