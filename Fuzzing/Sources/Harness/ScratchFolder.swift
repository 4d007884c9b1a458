public import Foundation

/// A folder for files that readers open by their names. Put it in memory by TMPDIR.
public struct ScratchFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// A new one, of this process.
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
