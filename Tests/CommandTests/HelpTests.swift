import Foundation
import Testing
import TestSupport

/// Help texts as they were when last looked at. With PRUNEBENCH_RECORD_SNAPSHOTS set to the folder
/// of the snapshots they are written anew, and the tests fail to say so.
struct HelpTests {
  @Test(arguments: [
    ("help", []), ("help-plan", ["plan"]), ("help-run", ["run"]), ("help-report", ["report"]),
    ("help-status", ["status"]), ("help-submit", ["submit"]), ("help-merge", ["merge"]),
    ("help-inspect", ["inspect"]), ("help-check", ["check"]), ("help-export", ["export"]),
    ("help-runs", ["runs"]), ("help-verify", ["verify"]),
    ("help-datasets", ["datasets"]), ("help-fetch", ["fetch"]), ("help-fit", ["fit"]),
    ("help-predict", ["predict"]), ("help-protocols", ["protocols"]),
    ("help-protocols-show", ["protocols", "show"]), ("help-suites", ["suites"]),
    ("help-suites-show", ["suites", "show"]),
  ])
  func helpIsAsLastSeen(name: String, subcommand: [String]) async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run(subcommand + ["--help"])
      #expect(result.exitCode == 0)
      #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      if let folder = ProcessInfo.processInfo.environment["PRUNEBENCH_RECORD_SNAPSHOTS"] {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("\(name).txt")
        try Data(result.output.utf8).write(to: file)
        Issue.record("recorded \(name)")
      }
      let url = try #require(
        Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Snapshots"))
      let expected = try String(contentsOf: url, encoding: .utf8)
      #expect(result.output == expected)
    }
  }

  @Test func versionIsPrinted() async throws {
    try await Command.inTemporaryFolder { command in
      let result = try await command.run("--version")
      #expect(result.output == "0.1.0\n")
    }
  }
}
