import ArgumentParser
import Experiments
import Foundation
import Inputs
import Pruning
import Reports
import Runs

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Compare NN(best), NN(equivalent) and NN+CPNA on one or more datasets, or run a study.",
    usage: """
      prunebench run [<dataset> ...] [--protocol <name>] [<options>]
      prunebench run <study.yaml> [--protocol-scale quick] [<options>]
      """,
    discussion: """
      Searches the protocol's grid by cross-validation, refits what it chose, and writes \
      report.md, report.html, results.csv (one row for each fit) and grid.csv (one row for each \
      setting) into the run folder. Stopped for whatever reason, the same command carries on where it was.

      With --shard 3/64 the command does the third of 64 shares of the run: any number of shards, on \
      any machines that share the folder, at once or one after the other. Its exit code is 0 once \
      the whole run is done, and 75 if fits are missing that other shards do, or that become known \
      by them: then give the same command again. 'prunebench merge' folds what shards did into the \
      run's journal.

      Names are those of 'prunebench datasets'. 'suite:uci' stands for the datasets of a collection, \
      which 'prunebench suites' lists, or 'suite:mine.yaml' for those of your own. 'car+noise=4' is \
      Car Evaluation with 4 times as many noise columns: its own, with the values of each in another \
      order, drawn by seed 1 ('car+noise=4,seed=7': by seed 7).

      A card is a YAML file that describes a table; 'prunebench inspect FILE' writes one. A .csv file \
      needs none.

      A study is a file such as protocols/xor/table1.yaml: one figure or table of the paper on XOR \
      data.

      The environment variable PRUNEBENCH_ISA (avx512, avx2 or portable) forces an instruction set; \
      results are the same bit for bit.

      EXAMPLES:
        prunebench run
        prunebench run segmentation isolet --data ~/uci --protocol strict --jobs 8
        prunebench run wine.csv --target quality --splits 5 --save-models
        prunebench run xor:k=3,p=20,n=2000 --out runs/xor --seed 7
        prunebench run suite:offline --protocol strict
        prunebench run car car+noise=4
        prunebench run my-card.yaml --data my-folder --protocol my-protocol.yaml
        prunebench run car --set 'grid.hidden=[64, 256]' --set retrains=5 --epochs 60
        prunebench run protocols/xor/figure6.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      """
      Names as 'prunebench datasets' lists them, suites, paths of cards or of .csv files; or one \
      study's.
      """,
      valueName: "dataset"))
  var sets: [String] = ["car"]

  @Option(
    name: .customLong("protocol-scale"),
    help: ArgumentHelp(
      "Of a study: full as its file says, or quick with what its key 'quick' replaces.",
      valueName: "scale"))
  var scale: StudyFile.Scale?

  @OptionGroup var options: RunOptions

  @OptionGroup var shardOptions: ShardOptions

  @Flag(name: .shortAndLong, help: "No progress, and no table at the end.")
  var quiet = false

  @Flag(
    help: """
      Keep each chosen network as an ONNX model in the run folder's 'models'. It is trained once more, \
      to the same bits, which takes as long as the refits did; what is there already is not.
      """)
  var saveModels = false

  func run() async throws {
    try await reportingFailures {
      try await untilInterrupted(remains: "Finished fits are kept; this carries on") {
        try await compareOrStudy()
      }
    }
  }

  private func compareOrStudy() async throws {
    let studies = sets.filter(Self.isStudy)
    guard let study = studies.first else {
      guard scale == nil else {
        if let missing = sets.first(where: Self.isMissingFile) {
          throw InputError(
            .usage, code: .unreadable, file: missing, expected: "a study file",
            hint: "there is no such file")
        }
        throw InputError(
          .usage, expected: "a study with --protocol-scale", found: sets.joined(separator: " "),
          hint: "for a dataset, choose the size of the run by --protocol")
      }
      return try await compare()
    }
    guard sets.count == 1, !saveModels, !options.protocolOptions.isOfAProtocol,
      options.setOptions.dataOptions.dataFolder.data == nil
    else {
      throw InputError(
        .usage,
        expected:
          "a study alone, without datasets, --protocol, --splits, --epochs, --set and --data",
        found: study,
        hint:
          "a study's file says all that it runs, and its samples are computed; it has no --save-models"
      )
    }
    try await run(study: study)
  }

  private func compare() async throws {
    let (experiment, sets) = try await options.experiment(on: sets, isQuiet: quiet)
    let folder = try options.folder(experiment.description)
    let name = experiment.description.protocolFile.name
    if let shard = shardOptions.shard {
      let fits = counted(experiment.expectedFits, "fit")
      var end = ShardEnd.complete
      try await showing("shard \(shard.text) of \(fits) under '\(name)'") { show in
        end = try await experiment.run(
          shard, into: folder, pause: shardOptions.pause, report: show, note: { tellOfRun([$0]) })
      }
      return try shardOptions.finish(end, in: folder)
    }
    try await showing("\(counted(experiment.expectedFits, "fit")) under '\(name)'") { show in
      try await experiment.run(into: folder, report: show, note: { tellOfRun([$0]) })
    }
    let report = try Reports.Report(of: folder)
    tellOfRun(report.notes)
    report.leaveStatus(shards: ShardedRun.count(of: folder))
    try report.write(to: folder)
    if saveModels {
      let store = ModelStore(
        experiment: experiment, sets: sets, folder: folder, workers: options.workers)
      try await store.save(report.chosenRefits) { if !quiet { printToStandardError($0) } }
    }
    try finish(report.text(width: DataOptions.terminalWidth), in: folder)
  }

  private func run(study path: String) async throws {
    var file = try StudyFile(contentsOf: path, scale: scale ?? .full)
    if let seed = options.protocolOptions.changes.seed { file = file.seeded(seed) }
    let study = Study(
      file, workers: options.workers, instructionSet: try DataOptions.instructionSet())
    let folder = try options.folder(study.description)
    if let shard = shardOptions.shard {
      let fits = counted(study.expectedFits, "fit")
      var end = ShardEnd.complete
      try await showing("shard \(shard.text) of \(fits) of '\(file.study)'") { show in
        end = try await study.run(
          shard, into: folder, pause: shardOptions.pause, report: show, note: { tellOfRun([$0]) })
      }
      return try shardOptions.finish(end, in: folder)
    }
    try await showing("\(counted(study.expectedFits, "fit")) of '\(file.study)'") { show in
      try await study.run(into: folder, report: show, note: { tellOfRun([$0]) })
    }
    let report = try StudyReport(of: folder)
    tellOfRun(report.notes)
    report.leaveStatus(shards: ShardedRun.count(of: folder))
    try report.write(to: folder)
    try finish(report.text(width: DataOptions.terminalWidth), in: folder)
  }

  private func showing(
    _ title: String, _ run: ((RunProgress) -> Void) async throws -> Void
  ) async throws {
    var display = ProgressDisplay(isQuiet: quiet)
    display.begin(title)
    defer { display.end() }
    try await run { display.show($0) }
  }

  private func finish(_ tables: String, in folder: RunFolder) throws {
    if !quiet { try printToStandardOutput(tables) }
    try printToStandardOutput(TerminalText.line(folder.reportFile.relativePath))
  }

  private static func isMissingFile(_ path: String) -> Bool {
    (path.hasSuffix(".yaml") || path.hasSuffix(".yml"))
      && !FileManager.default.fileExists(atPath: path)
  }

  /// Whether the file at `path` is a study.
  static func isStudy(_ path: String) -> Bool {
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml"),
      let data = FileManager.default.contents(atPath: path)
    else { return false }
    return StudyFile.recognises(String(decoding: data, as: UTF8.self))
  }
}

extension StudyFile.Scale: ExpressibleByArgument {}
