import CZlib
import Foundation
import Inputs

/// Reads and writes complete gzip files with zlib: the finished parts of a journal. Datasets, which may be of
/// any size, are streamed instead.
enum GzipFile {
  /// Writes `data` to a new file at `url`, and flushes it to the disk. Of zlib's levels 5: 9 takes five to ten times as
  /// long for journals that are a tenth smaller.
  /// - Returns: whether all of it was written.
  static func write(_ data: some ContiguousBytes, to url: URL) -> Bool {
    guard let file = gzopen(url.path, "wb5") else { return false }
    let isWritten = data.withUnsafeBytes { bytes in
      gzfwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count
    }
    guard gzclose(file) == Z_OK, isWritten, let handle = try? FileHandle(forWritingTo: url) else {
      return false
    }
    defer { try? handle.close() }
    return (try? handle.synchronize()) != nil
  }

  /// The decompressed content of the file at `url`.
  /// - Throws: ``InputError`` if it cannot be read, or is not a complete gzip file.
  static func read(_ url: URL) throws(InputError) -> [UInt8] {
    guard let descriptor = try FileBytes.open(url) else {
      throw InputError(code: .unreadable, file: url.path, expected: "an existing file")
    }
    guard let file = gzdopen(descriptor, "rb") else {
      close(descriptor)
      throw damaged(url)
    }
    // Also closes the descriptor.
    defer { gzclose(file) }
    guard gzdirect(file) == 0 else { throw damaged(url) }
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = gzread(file, &piece, UInt32(piece.count))
      // If a file ends in the middle of the stream, zlib reports it only here.
      var code: Int32 = Z_OK
      _ = gzerror(file, &code)
      guard count >= 0, code == Z_OK || code == Z_STREAM_END else { throw damaged(url) }
      guard count > 0 else { return result }
      result += piece.prefix(Int(count))
    }
  }

  private static func damaged(_ url: URL) -> InputError {
    InputError(
      code: .damaged, file: url.path, expected: "a complete gzip file",
      hint: "remove it to run its fits again")
  }
}
