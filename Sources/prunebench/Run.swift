public import ArgumentParser
import Datasets
import Foundation
import Inputs
import Protocols
import Reports
public import Studies
import Tabular

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare NN(best), NN(equivalent) and NN+CPNA on one or more sets, or run a study.",
    usage: """
      prunebench run [<set> ...] [--protocol <name>] [--out <dir>] [<options>]
      prunebench run <study.yaml> [--protocol-scale quick] [<options>]
      """,
    discussion: """
      Searches the protocol's grid by cross-validation, retrains what it chose, and writes \
      report.md, results.csv (a row a fit) and grid.csv (a row a setting) into the run folder. \
      Stopped for whatever reason, the same command carries on where it was.

      A study is a file such as protocols/xor/table1.yaml: one figure or table of the paper on XOR \
      data. Its report has pictures where gnuplot is installed.

      The environment variable PRUNEBENCH_ISA (avx512, avx2 or portable) forces an instruction set; \
      results are the same bit for bit.

      EXAMPLES:
        prunebench run
        prunebench run segmentation isolet --data ~/uci --protocol strict --jobs 8
        prunebench run xor:k=3,p=20,n=2000 --out runs/xor --seed 7
        prunebench run my-card.yaml --data my-folder --protocol my-protocol.yaml
        prunebench run protocols/xor/figure6.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "The sets: names as 'prunebench datasets' lists them, or paths of cards; or one study's path.",
      valueName: "set"))
  var sets: [String] = ["car"]

  @Option(
    name: [.customLong("protocol"), .customShort("p")],
    help: ArgumentHelp(
      "quick, paper, strict, or the path of a protocol file (default: quick).", valueName: "name"))
  var protocolName: String?

  @Option(
    name: .customLong("protocol-scale"),
    help: ArgumentHelp(
      "Of a study: full as its file says, or quick with what its key 'quick' replaces.",
      valueName: "scale"))
  var scale: StudyFile.Scale?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The run folder (default: runs/NAME-HASH, the hash of all that decides the results).",
      valueName: "dir"))
  var out: String?

  @Option(name: .shortAndLong, help: "Fits at a time, at most one a core (the default).")
  var jobs: Int?

  @Option(name: .long, help: "The seed of all random streams, instead of the file's.")
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
      try await untilInterrupted { try await compareOrStudy() }
    }
  }

  private func compareOrStudy() async throws {
    let studies = sets.filter(Self.isStudy)
    guard let study = studies.first else {
      guard scale == nil else {
        throw InputError(
          .usage, expected: "a study with --protocol-scale", found: sets.joined(separator: " "),
          hint: "for a set, choose the size of the run by --protocol")
      }
      return try await compare()
    }
    guard sets.count == 1, protocolName == nil, dataOptions.dataFolder.data == nil else {
      throw InputError(
        .usage, expected: "a study alone, without sets, --protocol and --data", found: study,
        hint: "a study's file says all that it runs, and its samples are computed")
    }
    try await run(study: study)
  }

  private var workers: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  private func folder(_ identity: some RunIdentity) throws -> RunFolder {
    RunFolder(URL(fileURLWithPath: try out ?? "runs/\(identity.name)"))
  }

  private func compare() async throws {
    var protocolFile = try ProtocolFile.named(protocolName ?? "quick")
    if let seed { protocolFile = protocolFile.seeded(seed) }
    let experiment = try Experiment(
      protocolFile, on: try await datasets(), workers: workers,
      instructionSet: try DataOptions.instructionSet())
    let folder = try folder(experiment.description)
    try await showing("\(experiment.expectedFits) fits under '\(protocolFile.name)'") { show in
      try await experiment.run(into: folder, report: show)
    }
    try finish(try Reports.Report(of: folder), in: folder)
  }

  private func run(study path: String) async throws {
    var file = try StudyFile(contentsOf: path, scale: scale ?? .full)
    if let seed { file = file.seeded(seed) }
    let study = Study(
      file, workers: workers, instructionSet: try DataOptions.instructionSet())
    let folder = try folder(study.description)
    try await showing("\(study.expectedFits) fits of '\(file.study)'") { show in
      try await study.run(into: folder, report: show)
    }
    try await finish(try StudyReport(of: folder), in: folder)
  }

  private func showing(
    _ title: String, _ run: ((RunProgress) -> Void) async throws -> Void
  ) async throws {
    var display = ProgressDisplay(isQuiet: quiet)
    display.begin(title)
    defer { display.end() }
    try await run { display.show($0) }
  }

  private func finish(_ report: Reports.Report, in folder: RunFolder) throws {
    try report.write(to: folder)
    if !quiet { print(report.tables) }
    print(folder.reportFile.relativePath)
  }

  private func finish(_ report: StudyReport, in folder: RunFolder) async throws {
    let pictures = try await report.write(to: folder)
    if !quiet {
      if let note = pictures.note { printToStandardError(note) }
      print(report.tables)
    }
    print(folder.reportFile.relativePath)
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

  private static func isStudy(_ path: String) -> Bool {
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml"),
      let data = FileManager.default.contents(atPath: path)
    else { return false }
    return StudyFile.recognises(String(decoding: data, as: UTF8.self))
  }
}

extension StudyFile.Scale: ExpressibleByArgument {}
