public import Foundation

/// Reads a FIFO to its end, with `cat`, because Foundation treats a FIFO as an empty file.
public struct PipeReader {
  private let process = Process()
  private let output = Pipe()

  /// Starts reading the FIFO at `path`.
  public init(_ path: String) throws {
    process.executableURL = URL(fileURLWithPath: "/bin/cat")
    process.arguments = [path]
    process.standardOutput = output
    try process.run()
  }

  /// Everything that was read.
  public func content() -> Data {
    let content = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return content
  }
}
