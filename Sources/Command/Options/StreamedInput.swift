import Foundation
import Inputs

/// What can be read only once, standard input, a pipe or a device, kept in a file while the command needs it:
/// a table is read more than once.
final class StreamedInput {
  /// The file, called as the user called the input.
  let url: URL

  private let folder: URL

  /// Reads the input `path`, or standard input for `-`, to its end; nil if `path` is a plain file, a folder
  /// or nothing.
  /// - Throws: ``InputError`` if it cannot be read, or there is no room for it.
  init?(_ path: String) throws(InputError) {
    let input: FileHandle
    let name: String
    if path == "-" {
      input = .standardInput
      name = "stdin.csv"
    } else {
      var status = stat()
      guard stat(path, &status) == 0,
        [S_IFIFO, S_IFCHR, S_IFSOCK].contains(status.st_mode & S_IFMT)
      else { return nil }
      guard let handle = FileHandle(forReadingAtPath: path) else {
        throw InputError(file: path, expected: "a pipe that can be read")
      }
      input = handle
      name = URL(fileURLWithPath: path).lastPathComponent
    }
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    url = URL(fileURLWithPath: name, relativeTo: folder.appendingPathComponent("."))
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data().write(to: url)
      let file = try FileHandle(forWritingTo: url)
      defer { try? file.close() }
      while let piece = try input.read(upToCount: 1 << 20), !piece.isEmpty {
        try file.write(contentsOf: piece)
      }
    } catch {
      throw InputError(
        .output, file: folder.path,
        expected: "room for what comes from \(path == "-" ? "standard input" : path)")
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
