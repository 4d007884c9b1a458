public import Foundation

/// Somebody who reads a FIFO to its end. By `cat`: Foundation's own reading takes a FIFO for an empty file.
public struct PipeReader {
  private let process = Process()
  private let output = Pipe()

  /// Begins to read the FIFO at `path`.
  public init(_ path: String) throws {
    process.executableURL = URL(fileURLWithPath: "/bin/cat")
    process.arguments = [path]
    process.standardOutput = output
    try process.run()
  }

  /// All that came.
  public func content() -> Data {
    let content = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return content
  }
}
