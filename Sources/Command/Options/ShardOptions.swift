import ArgumentParser
import Foundation
import Inputs
import Reports
import Runs

/// The share of a run that a process does.
struct ShardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Do one of so many shares of the run, such as 3/64.", valueName: "i/n"),
    transform: Shard.init(argument:))
  var shard: Shard?

  @Flag(help: "With --shard: wait for the results of other shards in place of ending.")
  var wait = false

  func validate() throws {
    if wait, shard == nil { throw ValidationError("'--wait' needs '--shard'.") }
  }

  /// Between two looks at what other shards did.
  var pause: Duration? { wait ? .seconds(5) : nil }

  /// Says how the shard ended, and leaves the counts for the next status, where no other process is at work on another
  /// shard.
  /// - Throws: the exit code 75 if fits of the run are missing.
  func finish(_ end: ShardEnd, in folder: RunFolder) throws {
    let shards = ShardedRun.count(of: folder)
    if (try? folder.shardsAtWork(of: shards))?.isEmpty == true {
      RunStatus.leave(in: folder, shards: shards)
    }
    let path = TerminalText.line(folder.url.relativePath)
    switch end {
    case .complete:
      printToStandardError(
        "The run is complete. 'prunebench merge \(path)' writes its report.")
    case .waiting(let missing):
      printToStandardError(
        "This shard has done what it can do now. \(counted(missing, "fit")) of other shards "
          + "\(missing == 1 ? "is" : "are") missing, and more may follow: give the same command again "
          + "when they are done.")
      throw ExitCode(75)
    }
  }
}

extension Shard {
  /// Reads `3/64`.
  fileprivate init(argument: String) throws {
    guard let shard = Shard(parsing: argument) else {
      throw ValidationError(
        "expected a share and how many there are, at most \(Shard.most); shares count from 1: 1/3, 2/3, 3/3"
      )
    }
    self = shard
  }
}
