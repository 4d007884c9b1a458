import Foundation
import Inputs
import UnixSignals

/// The user, or the system, stopped the command by a signal.
struct Interruption: Error {
  let signal: UnixSignal
  /// What remains of the command's work, in a sentence.
  let remains: String

  /// 128 and the signal's number, as shells have it: 129 for SIGHUP, 130 for SIGINT, 143 for SIGTERM.
  var exitCode: Int32 { Self.exitCode(of: signal) }

  fileprivate static func exitCode(of signal: UnixSignal) -> Int32 { 128 + signal.rawValue }
}

/// Carries out `body`, whose task is cancelled by SIGINT, SIGTERM, SIGHUP or SIGUSR1, which clusters send before a time
/// limit: what it has begun to write it
/// writes to the end. A second signal ends the process at once; but a terminal that closes may say so twice.
///
/// A signal that the process was started to ignore, as by nohup, stays ignored.
/// - Parameter remains: what remains of the work then, for the message.
/// - Throws: ``Interruption`` if `body` ended by such a cancellation; its own errors otherwise.
func untilInterrupted(
  remains: String, _ body: @escaping @Sendable () async throws -> Void
) async throws {
  let stopping = [UnixSignal.sigint, .sigterm, .sighup, .sigusr1].filter { !isIgnored($0.rawValue) }
  let actions = SignalActions(on: stopping)
  let signals = await UnixSignalsSequence(trapping: stopping)
  let work = Task {
    do {
      try await body()
    } catch {
      // What failed since it was cancelled is no fault of a file's or a server's.
      try Task.checkCancellation()
      throw error
    }
  }
  let watch = Task {
    var first: UnixSignal?
    for await signal in signals {
      if first != nil, signal == .sighup { continue }
      guard first == nil else { exit(Interruption.exitCode(of: signal)) }
      first = signal
      work.cancel()
    }
    return first
  }
  let result = await work.result
  watch.cancel()
  let signal = await watch.value
  actions.putBack()
  if case .failure(is CancellationError) = result, let signal {
    throw Interruption(signal: signal, remains: remains)
  }
  try result.get()
}

/// What the process does on some signals. Whoever traps one changes that, and does not change it back.
private struct SignalActions {
  private let actions: [(number: Int32, action: sigaction)]

  init(on signals: [UnixSignal]) {
    actions = signals.map { signal in
      var action = sigaction()
      sigaction(signal.rawValue, nil, &action)
      return (signal.rawValue, action)
    }
  }

  func putBack() {
    for (number, action) in actions {
      var action = action
      sigaction(number, &action, nil)
    }
  }
}

/// Has SIGQUIT end the process, as it ends others: Swift's runtime would report a crash, and go on.
func letQuitEnd() {
  if !isIgnored(SIGQUIT) { signal(SIGQUIT, SIG_DFL) }
}

private func isIgnored(_ number: Int32) -> Bool {
  let handler = signal(number, SIG_IGN)
  signal(number, handler)
  return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

/// The command line of this process, for the user to repeat.
var ownCommandLine: String {
  CommandLine.arguments.map(ShellText.word).joined(separator: " ")
}
