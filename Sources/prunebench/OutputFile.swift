import Foundation
import Inputs

/// Where a command's output goes, piece by piece: standard output, or a file that appears under its name
/// when it is whole.
final class OutputFile {
  private let path: String?
  private let partial: URL?
  private let handle: FileHandle

  /// - Parameter path: of the file; nil for standard output.
  /// - Throws: ``InputError`` (usage) if it cannot be written.
  init(_ path: String?) throws(InputError) {
    self.path = path
    guard let path else {
      partial = nil
      handle = .standardOutput
      return
    }
    try Self.check(path)
    let file = URL(fileURLWithPath: path)
    let partial = file.deletingLastPathComponent()
      .appendingPathComponent(".\(file.lastPathComponent).\(UUID().uuidString.prefix(8))")
    do {
      try Data().write(to: partial, options: .withoutOverwriting)
      handle = try FileHandle(forWritingTo: partial)
      self.partial = partial
    } catch {
      throw Self.unwritable(path)
    }
  }

  func write(_ text: String) throws(InputError) {
    do {
      try handle.write(contentsOf: Data(text.utf8))
    } catch {
      throw Self.unwritable(path ?? "standard output")
    }
  }

  /// Gives the file its name.
  func finish() throws(InputError) {
    guard let path, let partial else { return }
    do {
      try handle.synchronize()
    } catch {
      throw Self.unwritable(path)
    }
    guard rename(partial.path, URL(fileURLWithPath: path).path) == 0 else {
      throw Self.unwritable(path)
    }
  }

  deinit {
    guard let partial else { return }
    try? handle.close()
    // It is gone already if it has its name.
    try? FileManager.default.removeItem(at: partial)
  }

  /// Complains before any work is done if there can be no file at `path`.
  static func check(_ path: String) throws(InputError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.isWritableFile(atPath: folder),
      !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
    else { throw unwritable(path) }
  }

  static func unwritable(_ path: String) -> InputError {
    InputError(.usage, file: path, expected: "a file that can be written")
  }
}
