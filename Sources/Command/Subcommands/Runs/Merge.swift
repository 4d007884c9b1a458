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
        prunebench merge runs/strict-0123456789 /mnt/host2/strict-0123456789
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
        try merge(others, into: run, as: RunDescription.self)
        let report = try Reports.Report(of: run)
        tellOfRun(report.notes)
        report.leaveStatus(shards: ShardedRun.count(of: run))
        try report.write(to: run)
        try finish(report.text(width: DataOptions.terminalWidth), in: run)
      } else {
        try merge(others, into: run, as: StudyDescription.self)
        let report = try StudyReport(of: run)
        tellOfRun(report.notes)
        report.leaveStatus(shards: ShardedRun.count(of: run))
        try report.write(to: run)
        try finish(report.text(width: DataOptions.terminalWidth), in: run)
      }
    }
  }

  private func merge<Merged: Runs.Plan>(
    _ others: [RunFolder], into run: RunFolder, as type: Merged.Type
  ) throws {
    let result = try run.merge(others, as: type)
    let expected = try run.description(as: type).expectedFits
    let missing = expected - result.fits
    printToStandardError(
      "\(result.fits) of \(counted(expected, "fit")), \(result.added) of them new"
        + (missing > 0 ? "; \(missing) \(missing == 1 ? "is" : "are") missing" : "")
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
