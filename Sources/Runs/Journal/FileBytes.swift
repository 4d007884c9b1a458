package import Foundation
package import Inputs

/// Reads whole files. A file that exists but cannot be read is an error, and never counts as missing.
package enum FileBytes {
  /// The content of the file at `url`; nil if there is no file.
  /// - Throws: ``InputError`` if it cannot be read, or is a folder or a device.
  package static func read(_ url: URL) throws(InputError) -> [UInt8]? {
    guard let descriptor = try open(url) else { return nil }
    defer { close(descriptor) }
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(url, errno) }
      guard count > 0 else { return result }
      result += piece[..<count]
    }
  }

  /// Whether there is a file at `url`.
  /// - Throws: ``InputError``; see ``read(_:)``.
  static func isThere(_ url: URL) throws(InputError) -> Bool {
    guard let descriptor = try open(url) else { return false }
    close(descriptor)
    return true
  }

  /// A descriptor for reading the file at `url`, which the caller closes; nil if there is no file.
  /// - Throws: ``InputError``; see ``read(_:)``.
  static func open(_ url: URL) throws(InputError) -> Int32? {
    // Does not block: opening a pipe would otherwise wait for a writer.
    let descriptor = Foundation.open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno != ENOENT else { return nil }
      throw unreadable(url, errno)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      close(descriptor)
      throw unreadable(url, isFolder ? EISDIR : EINVAL)
    }
    return descriptor
  }

  /// The error that the file at `url` cannot be read, for the system's reason.
  static func unreadable(_ url: URL, _ code: Int32) -> InputError {
    InputError(
      code: .unreadable, file: url.path, expected: "a file that can be read",
      found: code == EINVAL ? "no regular file" : String(cString: strerror(code)),
      hint: "fix its permissions, or restore the original file")
  }
}
