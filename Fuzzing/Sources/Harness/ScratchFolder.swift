public import Foundation

/// A folder for files that readers open by name. Set TMPDIR to place it in memory.
public struct ScratchFolder: Sendable {
  /// The folder's place.
  public let url: URL

  /// Creates a new folder for this process.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Writes the file `name`.
  public func write(_ bytes: some Collection<UInt8>, to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file
  }
}
