import ArgumentParser
import Experiments
import Foundation
import Inputs
import Reports
import Runs

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell how far a run is.",
    discussion: "Reads the journal only: it can be asked while the run goes on.")

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
