import Foundation

/// The built `prunebench`, at work beside the test.
///
/// What it says goes to files, so that nobody has to read it.
final class RunningCommand {
  private let process = Process()
  private let output: URL
  private let errors: URL

  /// - Parameter shell: What the shell does before it becomes the command, such as `ulimit -f 100;`.
  init(_ command: Command, _ arguments: [String], after shell: String = "") throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    output = place.appendingPathExtension("out")
    errors = place.appendingPathExtension("err")
    for file in [output, errors] { try Data().write(to: file) }
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let executable = Bundle.main.bundleURL.appendingPathComponent("prunebench")
    process.arguments = ["-c", "\(shell) exec \"$0\" \"$@\"", executable.path] + arguments
    process.currentDirectoryURL = command.folder
    process.environment = [
      "HOME": command.folder.path, "PATH": "/usr/bin:/bin",
      "XDG_CACHE_HOME": command.folder.appendingPathComponent("cache").path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits until `condition` holds, or the command has ended.
  func wait(until condition: () -> Bool) async throws {
    while process.isRunning, !condition() { try await Task.sleep(for: .milliseconds(2)) }
  }

  /// Waits for its end; the exit code is the negative number of a signal that ended it.
  func end() async throws -> Command.Result {
    while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
    let status = process.terminationStatus
    return Command.Result(
      exitCode: process.terminationReason == .uncaughtSignal ? -status : status,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// The most memory that it has had so far, in bytes; nil where the system has no such file, or it has ended.
  var peakMemory: Int? {
    let file = "/proc/\(process.processIdentifier)/status"
    let line = (try? String(contentsOfFile: file, encoding: .utf8))?
      .split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { 1024 * $0 }
  }

  deinit {
    if process.isRunning { send(SIGKILL) }
    for file in [output, errors] { try? FileManager.default.removeItem(at: file) }
  }
}
