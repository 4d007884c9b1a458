import ArgumentParser
import Foundation
import Inputs
import Training

/// Runs the body of a command; what the user did wrong is printed to standard error and decides
/// the exit code: 64 for the command line, 65 for data, 74 for output. A single fit that diverged is 70, want of
/// memory 71, a signal 128 and its number.
func reportingFailures(_ body: () async throws -> Void) async throws {
  MemoryShortage.watch()
  do {
    try await body()
  } catch let error as InputError {
    printToStandardError("prunebench: \(error)")
    throw ExitCode(error.kind.exitCode)
  } catch TrainingError.outOfMemory {
    printToStandardError(
      "prunebench: \(TrainingError.outOfMemory); fewer --jobs or smaller networks need less. "
        + "The same command carries on.")
    throw ExitCode(71)
  } catch let interruption as Interruption {
    printToStandardError(
      "Stopped by \(interruption.signal). \(interruption.remains):\n  \(ownCommandLine)")
    throw ExitCode(interruption.exitCode)
  } catch let error as TrainingError {
    printToStandardError("prunebench: \(error); a lower learning rate or L2 may help.")
    throw ExitCode(70)
  }
}

extension InputError.Kind {
  var exitCode: Int32 {
    switch self {
    case .data: 65
    case .usage: 64
    case .output: 74
    }
  }
}

/// Writes a line to standard error.
func printToStandardError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Tells what is to be known of a run folder's files, on standard error.
func tellOfRun(_ notes: [String]) {
  for note in notes { printToStandardError("note: \(note)") }
}
