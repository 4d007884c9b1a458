import Foundation
import Inputs
import Synchronization

/// Writes `text` to standard output, at once: what the system does not take is an error, not a loss.
/// - Throws: ``InputError`` (output) if it cannot be written; ``BrokenPipe`` if nobody reads it any more.
func printToStandardOutput(_ text: String, terminator: String = "\n") throws {
  try StandardOutput.write(text + terminator)
}

/// Writes a line to standard error. The command goes on even if that fails: its results matter more than its
/// messages.
func printToStandardError(_ line: String) {
  StandardError.write(TerminalText.line(line) + "\n")
}

/// Nobody reads standard output any more, as after `| head`: the command ends without a message.
struct BrokenPipe: Error {}

/// Standard output.
enum StandardOutput {
  /// The characters of a line, if it is a terminal.
  static var terminalWidth: Int? { terminalColumns(of: STDOUT_FILENO) }

  static func write(_ text: String) throws {
    do {
      try Descriptor.standardOutput.write(Data(text.utf8))
    } catch {
      throw failure(error)
    }
  }

  /// Closes it, at the command's end: some systems say only now that there was no room.
  static func finish() throws {
    do {
      try Descriptor.standardOutput.close()
    } catch {
      throw failure(error)
    }
  }

  private static func failure(_ error: SystemError) -> any Error {
    guard error.code != EPIPE else { return BrokenPipe() }
    return InputError(
      .output, file: "standard output", expected: "room for the output", found: error.description)
  }
}

/// Standard error.
enum StandardError {
  /// Whether something could not be written. There is one standard error in a process, and one such fact.
  static var isLost: Bool { lost.load(ordering: .relaxed) }

  private static let lost = Atomic(false)

  /// Writes `text`, in which nothing is escaped.
  static func write(_ text: String) {
    do {
      try Descriptor.standardError.write(Data(text.utf8))
    } catch {
      lost.store(true, ordering: .relaxed)
    }
  }
}

/// Keeps the numbers of the standard streams from files that the command opens: if one was closed, output would
/// go into the first of them, a journal for example.
func occupyStandardStreams() {
  for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
    // The lowest free number is this one, since those before it are taken. A folder can be neither read nor
    // written like a file, by /dev/stdout neither.
    _ = open("/", O_RDONLY)
  }
}
