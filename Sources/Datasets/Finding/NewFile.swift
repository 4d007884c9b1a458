import Foundation
import Inputs

/// A new file for the cache, written from front to back. A full disk has an error of its own.
final class NewFile {
  private let handle: FileHandle
  /// The folder that errors name, because the dataset's temporary folder is removed.
  private let cache: URL

  init(_ url: URL) throws(InputError) {
    cache = url.deletingLastPathComponent().deletingLastPathComponent()
    do {
      try Data().write(to: url)
      handle = try FileHandle(forWritingTo: url)
    } catch {
      throw .unwritable(cache, error)
    }
  }

  func write(_ bytes: some DataProtocol) throws(InputError) {
    do {
      try handle.write(contentsOf: bytes)
    } catch {
      throw .unwritable(cache, error)
    }
  }

  /// Makes sure that the whole file is on the disk. Some file systems report only now that they are full.
  func finish() throws(InputError) {
    do {
      try handle.synchronize()
      try handle.close()
    } catch {
      throw .unwritable(cache, error)
    }
  }
}

extension InputError {
  /// The error that `folder` cannot be written, for the reason in `error`.
  static func unwritable(_ folder: URL, _ error: any Error) -> InputError {
    let cause = SystemError(error)
    let reason = cause?.description
    switch cause?.code {
    case ENOSPC, EDQUOT, EFBIG, EIO:
      return InputError(
        .output, code: .unwritable, file: folder.relativePath,
        expected: "room for the archive and its files",
        found: reason, hint: "make room, or choose a cache folder on another disk",
        remedies: [.cacheFolder])
    default:
      return InputError(
        .usage, code: .unwritable, file: folder.relativePath,
        expected: "a cache folder that can be written",
        found: reason, hint: "choose a folder that you can write", remedies: [.cacheFolder])
    }
  }
}
