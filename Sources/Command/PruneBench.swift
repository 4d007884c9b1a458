import ArgumentParser
import Experiments
import Pruning
import Runs

/// The command `prunebench`: each subcommand parses, calls the library once, and prints.
struct PruneBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prunebench",
    abstract:
      "Compares network pruning methods with each other and with dense networks, on tables.",
    discussion: """
      Start with 'prunebench run': on Car Evaluation, which needs no file, it compares the best dense \
      network, NN(best), a dense network of the pruned one's size, NN(equivalent), and the pruned \
      network, NN+CPNA, and writes a report. 'prunebench datasets' lists the other datasets, \
      'prunebench suites' collections of them, 'prunebench protocols' the ways to compare.

      Data goes to standard output, progress and errors to standard error. The exit code is 0 for \
      success, 1 for a fit that 'verify' found to differ, 64 for a wrong command line, 65 for wrong \
      data, 69 for a Slurm task that met another program than the one that submitted it, 70 for a \
      single fit that diverged, 71 for out of memory, 74 for output that cannot be written, 75 for a \
      shard that waits for others, and 129, 130, 138 and 143 if SIGHUP, SIGINT, SIGUSR1 or SIGTERM stopped it.
      """,
    version: Version.current,
    subcommands: [
      Plan.self, Run.self, Submit.self, Merge.self, Report.self, Status.self, ListRuns.self,
      Verify.self,
      Inspect.self, Check.self, Export.self,
      Fit.self, Predict.self, Datasets.self, Suites.self, Protocols.self, Fetch.self,
    ],
    defaultSubcommand: nil)
}
