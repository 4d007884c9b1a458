import ArgumentParser
import Inputs
import Training

/// Runs the body of a command. An error is printed to standard error and decides the exit code: 64 for the command
/// line, 65 for data, 70 for a single fit that diverged, 71 for out of memory, 74 for output that cannot be written,
/// 128 and its number for a signal.
func reportingFailures(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let error as InputError {
    printToStandardError("prunebench: \(error.message)")
    throw ExitCode(error)
  } catch TrainingError.outOfMemory {
    printToStandardError(
      "prunebench: \(TrainingError.outOfMemory); fewer --jobs or smaller networks need less. "
        + "The same command carries on.")
    throw ExitCode(71)
  } catch let interruption as Interruption {
    printToStandardError("Stopped by \(interruption.signal). \(interruption.remains):")
    printToStandardError("  \(ownCommandLine)")
    throw ExitCode(interruption.exitCode)
  } catch let error as TrainingError {
    printToStandardError("prunebench: \(error); a lower learning rate or L2 may help.")
    throw ExitCode(70)
  }
}

extension ExitCode {
  /// The exit code of `error`.
  fileprivate init(_ error: InputError) {
    switch error.kind {
    case .usage: self.init(64)
    case .data: self.init(65)
    case .output: self.init(74)
    }
  }
}

/// Prints notes about a run folder's files to standard error.
func tellOfRun(_ notes: [String]) {
  for note in notes { printToStandardError("note: \(note)") }
}
