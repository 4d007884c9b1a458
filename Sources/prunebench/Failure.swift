import ArgumentParser
import Foundation
import Inputs
import Training

/// Runs the body of a command; what the user did wrong is printed to standard error and decides
/// the exit code: 64 for the command line, 65 for data. Want of memory is 71.
func reportingFailures(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let error as InputError {
    printToStandardError("prunebench: \(error)")
    throw ExitCode(error.kind == .usage ? 64 : 65)
  } catch let error as TrainingError {
    printToStandardError(
      "prunebench: \(error); fewer --jobs or smaller networks need less. "
        + "The same command carries on.")
    throw ExitCode(71)
  }
}

/// Writes a line to standard error.
func printToStandardError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
