package import Foundation

/// A folder for one test, removed at its end.
package final class TemporaryFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, creating the folders that it needs, and returns its place.
  @discardableResult
  package func write(_ bytes: some Sequence<UInt8>, to path: String) throws -> URL {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file
  }

  @discardableResult
  package func write(_ text: String, to path: String) throws -> URL {
    try write(text.utf8, to: path)
  }

  /// Everything in the folder, hidden files included, sorted.
  package var contents: [String] {
    (FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []).sorted()
  }

  /// Everything in the folder, with the bytes of the files.
  package var listing: [String: Data] {
    get throws {
      var listing: [String: Data] = [:]
      for path in contents {
        listing[path] =
          FileManager.default.contents(atPath: url.appendingPathComponent(path).path) ?? Data()
      }
      return listing
    }
  }
}

/// Calls `body` with a folder that is removed afterwards.
package func withTemporaryFolder<Result>(
  _ body: (URL) async throws -> Result
) async throws -> Result {
  let folder = try TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  return try await body(folder.url)
}
