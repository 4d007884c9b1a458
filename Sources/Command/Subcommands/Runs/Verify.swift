import ArgumentParser
import Experiments
import Foundation
import Inputs
import Runs

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train some fits of a run again, and compare them with its journal bit for bit.",
    discussion: """
      Draws fits of the search and refits at random, trains them with the data as it is now, and compares \
      predictions, losses and connections with what the journal has. The run's folder stays as it is. \
      The exit code is 1 if a fit came out otherwise.

      The run's datasets are loaded again: by their names, or, if they are files or cards of your own, \
      as --dataset names them.

      EXAMPLES:
        prunebench verify runs/strict-0123456789
        prunebench verify reports/uci/strict --fits 50 --seed 7
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run"))
  var folder: String

  @Option(help: ArgumentHelp("How many fits.", valueName: "count"))
  var fits = 20

  @Option(help: ArgumentHelp("Of the draw: another one draws other fits.", valueName: "seed"))
  var seed: UInt64 = 1

  @OptionGroup var runDatasets: RunDatasetOptions

  func validate() throws {
    if fits < 1 { throw ValidationError("'--fits' is a number of at least 1.") }
  }

  func run() async throws {
    var differing = 0
    try await reportingFailures { differing = try await verify() }
    if differing > 0 { throw ExitCode(1) }
  }

  private func verify() async throws -> Int {
    let folder = RunFolder(URL(fileURLWithPath: folder))
    let (run, datasets) = try await runDatasets.comparison(in: folder)
    let experiment = try Experiment(
      run.protocolFile, on: datasets, workers: CPUAllowance.current.workers,
      methods: Additions.current.methods)
    let result = try await experiment.verify(fits, seed: seed, in: folder)
    let trained = result.agreeing.count + result.differing.count
    try printToStandardOutput(
      "\(result.agreeing.count) of \(counted(trained, "fit")) came out as the journal has them, bit for bit"
    )
    for key in result.differing {
      try printToStandardOutput("another outcome: \(TerminalText.line(key.id))")
    }
    return result.differing.count
  }
}
