import Foundation
import UnixSignals

/// The user, or the system, stopped the command by a signal.
struct Interruption: Error {
  let signal: UnixSignal

  /// 128 and the signal's number, as shells have it: 130 for SIGINT, 143 for SIGTERM.
  var exitCode: Int32 { 128 + signal.rawValue }
}

/// Carries out `body`, whose task is cancelled by SIGINT or SIGTERM: what it has begun to write it
/// writes to the end.
/// - Throws: ``Interruption`` if `body` ended by such a cancellation; its own errors otherwise.
func untilInterrupted(_ body: @escaping @Sendable () async throws -> Void) async throws {
  let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
  let work = Task { try await body() }
  let watch = Task {
    for await signal in signals {
      work.cancel()
      return signal as UnixSignal?
    }
    return nil
  }
  let result = await work.result
  watch.cancel()
  if case .failure(is CancellationError) = result, let signal = await watch.value {
    throw Interruption(signal: signal)
  }
  try result.get()
}

/// The command line that this process was given, to be given again.
var ownCommandLine: String {
  CommandLine.arguments.map { argument in
    let plain = argument.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:,+%@".contains($0) }
    return plain && !argument.isEmpty
      ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
  }.joined(separator: " ")
}
