import ArgumentParser
import Cluster
import Experiments
import Foundation
import Inputs
import Reports
import Runs

struct Submit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Submit a run to a Slurm cluster, in shards.",
    usage: """
      prunebench submit [<dataset> ...] --shards <count> [<options>]
      prunebench submit <run> --missing [<options>]
      """,
    discussion: """
      Writes a script into the run folder, and submits it by sbatch: an array of tasks for each \
      stage of the run, and a last job that merges the shards and writes the report. A task runs \
      'prunebench run --shard'. One that reaches its time limit ends in order and goes back into \
      the queue, five times at most. 'prunebench status' says how far the run is; with --missing \
      only the shards with fits that are missing are submitted, and options that are not given are \
      those of the last time.

      Data is loaded here first: tasks never download. A file without a card is read as 'prunebench \
      inspect' reads it; where that needs options, write a card. The run folder, the data and the \
      program must be where all nodes see them.

      EXAMPLES:
        prunebench submit suite:uci --protocol strict --shards 64 --dry-run
        prunebench submit suite:uci --protocol strict --shards 64 --max-running 16
        prunebench submit car --shards 8 --setup 'module load gcc' -- --nice=50
        prunebench submit runs/strict-0123456789 --missing --time 4:00:00
      """)

  @Argument(
    help: ArgumentHelp(
      "Datasets, suites and cards as for 'prunebench run', or with --missing a run folder.",
      valueName: "dataset"))
  var sets: [String] = ["car"]

  @Option(help: ArgumentHelp("The number of shards.", valueName: "count"))
  var shards: Int?

  @Flag(help: "Submit only what is missing of a run that was submitted.")
  var missing = false

  @OptionGroup var protocolOptions: ProtocolOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The run folder (default: runs/PROTOCOL-HASH).", valueName: "dir"))
  var out: String?

  @OptionGroup var dataFolder: DataFolderOption

  @OptionGroup var clusterOptions: ClusterOptions

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp(
      "Options of sbatch for all jobs, behind '--'.", valueName: "sbatch option"))
  var sbatchOptions: [String] = []

  func validate() throws {
    if Set(sets).count < sets.count { throw ValidationError("Name each dataset once.") }
    guard shards.map((1...Shard.most).contains) ?? true else {
      throw ValidationError("'--shards' must be from 1 to \(Shard.most).")
    }
    if missing,
      sets.count != 1 || shards != nil || out != nil || protocolOptions.isOfAProtocol
        || protocolOptions.changes.seed != nil || dataFolder.data != nil
    {
      throw ValidationError(
        "'--missing' goes with a run folder, whose shards, protocol, seed and data stay.")
    }
    if let study = sets.first(where: Run.isStudy) {
      throw ValidationError("'\(study)' is a study: 'submit' is for comparisons only.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      try await untilInterrupted(remains: "What Slurm has is kept; with --missing this goes on") {
        try await submit()
      }
    }
  }

  private func submit() async throws {
    guard missing else { return try await submit(try await newJob()) }
    let folder = RunFolder(URL(fileURLWithPath: sets[0]))
    guard let earlier = try folder.clusterJob() else {
      throw InputError(
        .usage, code: .missing, file: sets[0], expected: "a run folder that was submitted",
        hint: "name the datasets, the protocol and the folder (--out) as for 'prunebench run'")
    }
    try await submit((try changed(earlier, in: folder), folder))
  }
}

extension Submit {
  /// The job of a run that was not submitted before.
  private func newJob() async throws -> (ClusterJob, RunFolder) {
    guard let shards else { throw ValidationError("Say the number of shards by '--shards'.") }
    let dataOptions = dataFolder.data.map { ["--data=\($0)"] } ?? []
    let arguments = protocolOptions.arguments + dataOptions
    let place = out.map { ["--out=\($0)"] } ?? []
    let options = try RunOptions.parse(arguments + place + ["--jobs=\(cores)"])
    let (experiment, _) = try await options.experiment(on: sets, isQuiet: false)
    let folder = try options.folder(experiment.description)
    guard try folder.clusterJob() == nil else {
      throw InputError(
        .usage, code: .conflict, file: folder.url.relativePath,
        expected: "a run that was not submitted yet",
        hint: "'prunebench submit RUN --missing' submits what is missing of it")
    }
    let limits = try await limits(experiment, shards: shards, in: folder)
    let job = try ClusterJob(
      run: try experiment.description.name, folder: folder.url.path,
      executable: Bundle.main.executablePath ?? CommandLine.arguments[0],
      version: Version.current, directory: FileManager.default.currentDirectoryPath,
      arguments: arguments + ["--offline", "--"] + sets, environment: Self.environment,
      shards: shards, stages: experiment.description.stageTitles, cores: cores,
      limits: limits, maxRunning: clusterOptions.maxRunning,
      directives: try clusterOptions.directives(), setUp: clusterOptions.setup,
      options: sbatchOptions)
    return (job, folder)
  }

  /// The job of the last time with the options that are given now.
  private func changed(_ earlier: ClusterJob, in folder: RunFolder) throws -> ClusterJob {
    var job = earlier
    job.folder = folder.url.path
    job.executable = Bundle.main.executablePath ?? job.executable
    job.version = Version.current
    job.limits = try TaskLimits(
      time: clusterOptions.time ?? job.limits.time, memory: clusterOptions.mem ?? job.limits.memory)
    if let cores = clusterOptions.cpus { job.cores = cores }
    if let maxRunning = clusterOptions.maxRunning { job.maxRunning = maxRunning }
    for directive in try clusterOptions.directives() { job.replace(directive) }
    if !clusterOptions.setup.isEmpty { job.setUp = clusterOptions.setup }
    if !sbatchOptions.isEmpty { job.options = sbatchOptions }
    return job
  }

  /// The cores of a task of a new job.
  private var cores: Int { clusterOptions.cpus ?? 1 }

  /// What is asked for, or needed by the forecast.
  private func limits(
    _ experiment: Experiment, shards: Int, in folder: RunFolder
  ) async throws -> TaskLimits {
    let description = experiment.description
    var time = clusterOptions.time
    if time == nil {
      let name = try description.name
      var forecast = try folder.forecast(of: name)
      if forecast == nil {
        printToStandardError("timing shortened fits")
        forecast = try await experiment.forecast()
        if let forecast, !clusterOptions.dryRun { _ = try folder.keep(forecast) }
      }
      let seconds = forecast?.seconds ?? 0
      time = TaskLimits.time(
        ofShare: seconds / Double(shards), largest: seconds * description.largestShare,
        cores: cores)
    }
    let memory =
      clusterOptions.mem
      ?? TaskLimits.memory(bytes: description.expectedMemory(workers: cores))
    return try TaskLimits(time: time ?? "", memory: memory)
  }

  /// The variables of this process that decide where data is and which kernels run.
  private static var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter {
      ["PRUNEBENCH_DATA", "PRUNEBENCH_ISA", "XDG_CACHE_HOME"].contains($0.key) && !$0.value.isEmpty
    }
  }

  private func submit(_ own: (job: ClusterJob, folder: RunFolder)) async throws {
    let (job, folder) = own
    let submitter = Submitter(folder) { printToStandardError("note: \($0)") }
    let work =
      missing
      ? try await missingWork(in: folder, submitter)
      : Work(shards: Array(1...job.shards), firstStage: 0)
    let path = folder.url.relativePath
    guard let work else {
      return try printToStandardOutput(
        TerminalText.line("Nothing is missing: 'prunebench merge \(path)' writes the report."))
    }
    guard !work.shards.isEmpty || !work.isEndLive else {
      return try printToStandardOutput(
        TerminalText.line("Nothing to submit: all that is missing of \(path) is in the queue."))
    }
    let submission = try Submission(
      job, shards: work.shards, firstStage: work.firstStage, liveJobs: work.liveJobs,
      maxArraySize: try await Scheduler.maxArraySize(), identifier: Submission.newIdentifier)
    guard !clusterOptions.dryRun else {
      return try printToStandardOutput(submission.preview, terminator: "")
    }
    let ids = try await submitter.submit(submission)
    let what = "\(counted(work.shards.count, "shard")) of \(path)"
    try printToStandardOutput(
      TerminalText.line("\(what) submitted, as jobs \(ids.joined(separator: ", "))."))
  }

  /// What is to be submitted.
  private struct Work {
    let shards: [Int]
    let firstStage: Int
    var liveJobs: [String] = []
    var isEndLive = false
  }

  /// The shards with fits that are missing and that no task is going to do; nil if every fit is done.
  private func missingWork(in folder: RunFolder, _ submitter: Submitter) async throws -> Work? {
    if !clusterOptions.dryRun { try await submitter.resolveUncertain() }
    let run = try ShardedRun(folder)
    let status = try run.status()
    guard status?.isFinished != true else { return nil }
    let tasks = try await ShardTasks(of: folder)
    guard tasks.note == nil || clusterOptions.dryRun else {
      throw InputError(
        .output, file: "squeue",
        expected: "an answer of Slurm, which may still have tasks of the run",
        hint: "submit when it answers: 'prunebench status' says whether it does")
    }
    let standings = try run.standings(of: status, tasks)
    let shards = standings.indices.filter {
      standings[$0].state != .done && !standings[$0].state.isLive
    }
    let stages = run.job?.stages.count ?? 1
    let firstStage = stages - min(stages, max(1, status?.stagesLeft ?? stages))
    return Work(
      shards: shards.map { $0 + 1 },
      // What is in the queue may lack the stages after it, if a submission was cut off.
      firstStage: shards.isEmpty ? tasks.liveStage ?? firstStage : firstStage,
      liveJobs: tasks.liveJobs, isEndLive: tasks.isEndLive)
  }
}
