import ArgumentParser
import Experiments
import Foundation
import Inputs
import Reports
import Runs

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the progress of a run.",
    discussion: "Reads the journal only, so it works while the run goes on.")

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run"))
  var folder: String

  func run() async throws {
    try await reportingFailures {
      let folder = RunFolder(URL(fileURLWithPath: folder))
      let status = try RunStatus(of: folder)
      tellOfRun(status.notes)
      try printToStandardOutput(TerminalText.lines(status.text), terminator: "")
    }
  }
}
