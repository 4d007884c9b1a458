import Foundation
import Inputs

/// Standard input, kept in a file while the command needs it: a table is read more than once.
final class StandardInput {
  /// The file.
  let url: URL

  /// Reads standard input to its end.
  /// - Throws: ``InputError`` if there is no room for it.
  init() throws(InputError) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    url = folder.appendingPathComponent("stdin.csv")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data().write(to: url)
      let file = try FileHandle(forWritingTo: url)
      defer { try? file.close() }
      while let piece = try FileHandle.standardInput.read(upToCount: 1 << 20), !piece.isEmpty {
        try file.write(contentsOf: piece)
      }
    } catch {
      throw InputError(
        .output, file: folder.path, expected: "room for what comes on standard input")
    }
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }
}
