import ArgumentParser
import Cluster
import Inputs

/// How Slurm is asked for the tasks of a run.
struct ClusterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The most tasks at a time.", valueName: "count"))
  var maxRunning: Int?

  @Option(
    help: ArgumentHelp(
      "The cores of a task: it runs as many fits at a time (default: 1).", valueName: "count"))
  var cpus: Int?

  @Option(
    help: ArgumentHelp(
      "The time limit of a task, as sbatch has it (default: from the forecast).", valueName: "time")
  )
  var time: String?

  @Option(
    help: ArgumentHelp(
      "The memory of a task, as sbatch has it (default: from the forecast).", valueName: "size"))
  var mem: String?

  @Option(help: "The account that pays.")
  var account: String?

  @Option(help: "The partition of the cluster.")
  var partition: String?

  @Option(help: "The quality of service.")
  var qos: String?

  @Option(help: ArgumentHelp("The features that nodes must have.", valueName: "features"))
  var constraint: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      A line of the shell before the program starts: 'module load gcc'. May be given several times.
      """, valueName: "line"))
  var setup: [String] = []

  @Flag(help: "Print the script, and write and submit nothing.")
  var dryRun = false

  func validate() throws {
    if let cpus, cpus < 1 { throw ValidationError("'--cpus' must be at least 1.") }
    if let maxRunning, maxRunning < 1 {
      throw ValidationError("'--max-running' must be at least 1.")
    }
  }

  /// The options that stand in the script.
  func directives() throws(InputError) -> [ClusterJob.Directive] {
    var result: [ClusterJob.Directive] = []
    for (name, value) in [
      ("account", account), ("partition", partition), ("qos", qos), ("constraint", constraint),
    ] {
      if let value { result.append(try ClusterJob.Directive(name, value)) }
    }
    return result
  }
}
