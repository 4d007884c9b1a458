import Foundation
import Inputs
import UnixSignals

/// The user, or the system, stopped the command by a signal.
struct Interruption: Error {
  let signal: UnixSignal
  /// What remains of the command's work, in a sentence.
  let remains: String

  /// 128 and the signal's number, as shells have it: 130 for SIGINT, 143 for SIGTERM.
  var exitCode: Int32 { Self.exitCode(of: signal) }

  fileprivate static func exitCode(of signal: UnixSignal) -> Int32 { 128 + signal.rawValue }
}

/// Carries out `body`, whose task is cancelled by SIGINT or SIGTERM: what it has begun to write it
/// writes to the end. A second signal ends the process at once.
/// - Parameter remains: what remains of the work then, for the message.
/// - Throws: ``Interruption`` if `body` ended by such a cancellation; its own errors otherwise.
func untilInterrupted(
  remains: String, _ body: @escaping @Sendable () async throws -> Void
) async throws {
  let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
  let work = Task { try await body() }
  let watch = Task {
    var first: UnixSignal?
    for await signal in signals {
      guard first == nil else { exit(Interruption.exitCode(of: signal)) }
      first = signal
      work.cancel()
    }
    return first
  }
  let result = await work.result
  watch.cancel()
  if case .failure(is CancellationError) = result, let signal = await watch.value {
    throw Interruption(signal: signal, remains: remains)
  }
  try result.get()
}

/// The command line that this process was given, to be given again.
var ownCommandLine: String {
  CommandLine.arguments.map(ShellText.word).joined(separator: " ")
}
