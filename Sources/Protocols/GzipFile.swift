import CZlib
import Foundation

/// Whole gzip files in one piece, by zlib: the finished parts of a journal. Datasets, which may be
/// of any size, are streamed instead.
enum GzipFile {
  /// Writes `data` to a new file at `url`, and to the disk.
  /// - Returns: whether all of it is there.
  static func write(_ data: Data, to url: URL) -> Bool {
    guard let file = gzopen(url.path, "wb9") else { return false }
    let written = data.withUnsafeBytes { bytes in
      gzfwrite(bytes.baseAddress, 1, bytes.count, file)
    }
    guard gzclose(file) == Z_OK, written == data.count,
      let handle = try? FileHandle(forWritingTo: url)
    else { return false }
    defer { try? handle.close() }
    return (try? handle.synchronize()) != nil
  }

  /// The content of the file at `url`, unpacked; nil if it is not a whole gzip file.
  static func read(_ url: URL) -> Data? {
    guard let file = gzopen(url.path, "rb") else { return nil }
    defer { gzclose(file) }
    guard gzdirect(file) == 0 else { return nil }
    var result = Data()
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = gzread(file, &piece, UInt32(piece.count))
      // A file that ends in the middle of the stream reads as short, and says so only here.
      var code: Int32 = Z_OK
      _ = gzerror(file, &code)
      guard count >= 0, code == Z_OK || code == Z_STREAM_END else { return nil }
      guard count > 0 else { return result }
      result += piece.prefix(Int(count))
    }
  }
}
