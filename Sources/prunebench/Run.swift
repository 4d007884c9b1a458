import ArgumentParser
import Datasets
import Foundation
import Inputs
import Protocols
import Reports
import Tabular

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare NN(best), NN(equivalent) and NN+CPNA on one or more sets.",
    usage: "prunebench run [<set> ...] [--protocol <name>] [--out <dir>] [<options>]",
    discussion: """
      Searches the protocol's grid by cross-validation, retrains what it chose, and writes \
      report.md, results.csv (a row a fit) and grid.csv (a row a setting) into the run folder. \
      Stopped for whatever reason, the same command carries on where it was.

      The environment variable PRUNEBENCH_ISA (avx512, avx2 or portable) forces an instruction set; \
      results are the same bit for bit.

      EXAMPLES:
        prunebench run
        prunebench run segmentation isolet --data ~/uci --protocol strict --jobs 8
        prunebench run xor:k=3,p=20,n=2000 --out runs/xor --seed 7
        prunebench run my-card.yaml --data my-folder --protocol my-protocol.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "The sets: names as 'prunebench datasets' lists them, or paths of cards.",
      valueName: "set"))
  var sets: [String] = ["car"]

  @Option(
    name: [.customLong("protocol"), .customShort("p")],
    help: ArgumentHelp("quick, paper, strict, or the path of a protocol file.", valueName: "name"))
  var protocolName = "quick"

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The run folder (default: runs/PROTOCOL-HASH, the hash of all that decides the results).",
      valueName: "dir"))
  var out: String?

  @Option(name: .shortAndLong, help: "Fits at a time, at most one a core (the default).")
  var jobs: Int?

  @Option(name: .long, help: "The seed of all random streams, instead of the protocol's.")
  var seed: UInt64?

  @OptionGroup var dataOptions: DataOptions

  @Flag(name: .shortAndLong, help: "No progress, and no table at the end.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' must be at least 1.") }
    if out?.isEmpty == true { throw ValidationError("'--out' needs the name of a folder.") }
    if Set(sets).count < sets.count { throw ValidationError("Name each set once.") }
  }

  func run() async throws {
    try await reportingFailures {
      var protocolFile = try ProtocolFile.named(protocolName)
      if let seed { protocolFile = protocolFile.seeded(seed) }
      let instructionSet = try DataOptions.instructionSet()
      let experiment = try Experiment(
        protocolFile, on: try await datasets(),
        workers: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        instructionSet: instructionSet)
      let folder = RunFolder(
        URL(fileURLWithPath: try out ?? "runs/\(experiment.description.name)"))

      var display = ProgressDisplay(isQuiet: quiet)
      display.begin("\(experiment.expectedFits) fits under '\(protocolFile.name)'")
      do {
        defer { display.end() }
        try await experiment.run(into: folder) { display.show($0) }
      }

      let report = try Reports.Report(of: folder)
      try report.write(to: folder)
      if !quiet { print(report.tables) }
      print(folder.reportFile.relativePath)
    }
  }

  private func datasets() async throws(InputError) -> [Dataset] {
    let registry = try DatasetRegistry.builtIn()
    var result: [Dataset] = []
    for set in sets {
      if !quiet { printToStandardError("loading \(set)") }
      result.append(
        try await dataOptions.locator.dataset(
          named: set, in: registry, progress: transferLines(set, isQuiet: quiet)))
    }
    return result
  }
}
