import Foundation
import Inputs
import Synchronization

/// A program of the scheduler.
enum Program {
  /// What it said before it ended.
  struct Result: Sendable {
    let code: Int32
    let output: String
    let errors: String

    /// Its last line of errors, or its code.
    var complaint: String {
      let lines = errors.split(whereSeparator: \.isNewline).map(String.init)
      return lines.last ?? "exit code \(code)"
    }
  }

  /// Why there is no result.
  enum Failure: Error, CustomStringConvertible {
    case notInstalled(String)
    case silent(String, after: Duration)

    var description: String {
      switch self {
      case .notInstalled(let name): "there is no \(name) on the PATH"
      case .silent(let name, let limit):
        "\(name) did not answer within \(limit.components.seconds) s"
      }
    }
  }

  /// Where programs are looked for instead of on the PATH.
  @TaskLocal static var searchPath: String?

  /// Runs `name`, which is looked for on the PATH, and ends it if it takes longer than `limit`.
  /// - Throws: ``Failure``; `CancellationError`.
  static func run(
    _ name: String, _ arguments: [String], within limit: Duration
  ) async throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = (searchPath.map { ["PATH=\($0)"] } ?? []) + [name] + arguments
    process.standardInput = FileHandle.nullDevice
    let output = Reader()
    let errors = Reader()
    process.standardOutput = output.pipe
    process.standardError = errors.pipe
    do { try process.run() } catch { throw Failure.notInstalled(name) }
    output.begin()
    errors.begin()
    let deadline = ContinuousClock.now + limit
    do {
      while process.isRunning || !output.isAtItsEnd || !errors.isAtItsEnd {
        guard ContinuousClock.now < deadline else { throw Failure.silent(name, after: limit) }
        try await Task.sleep(for: .milliseconds(5))
      }
    } catch {
      // Its own children may hold the pipes open: nobody waits for those.
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      throw error
    }
    let result = Result(
      code: process.terminationReason == .exit ? process.terminationStatus : 128,
      output: output.text, errors: errors.text)
    guard result.code != 127 else { throw Failure.notInstalled(name) }
    return result
  }
}

/// Reads what a program says, beside it: a pipe that is full would stop the program.
private final class Reader: Sendable {
  let pipe = Pipe()
  private let content = Mutex<Data?>(nil)

  func begin() {
    DispatchQueue.global().async { [self] in
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      content.withLock { $0 = data }
    }
  }

  var isAtItsEnd: Bool { content.withLock { $0 != nil } }
  var text: String { String(decoding: content.withLock { $0 } ?? Data(), as: UTF8.self) }
}
