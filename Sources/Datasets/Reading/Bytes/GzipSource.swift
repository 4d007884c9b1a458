import CZlib
import Foundation
import Inputs

/// A `.gz` file of any size, decompressed by zlib.
final class GzipSource: ByteSource {
  let name: String
  private let file: gzFile

  init(_ url: URL) throws(InputError) {
    name = url.relativePath
    guard let file = gzopen(url.path, "rb") else { throw InputError.unreadable(name) }
    self.file = file
    gzbuffer(file, UInt32(ByteSources.chunkSize))
    // zlib would read a file that is not gzip unchanged; gzdirect examines the first bytes. An empty file also
    // counts as not gzip. (From here on, deinit closes the file, whether or not this throws.)
    guard gzdirect(file) == 0 else {
      throw InputError(
        code: .unreadable, file: name, expected: "a gzip file",
        hint: "rename it without '.gz' if it is not compressed, or fetch it again")
    }
  }

  func next() throws(InputError) -> [UInt8]? {
    let file = file
    var result: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: ByteSources.chunkSize) { buffer, count in
      result = gzread(file, buffer.baseAddress, UInt32(buffer.count))
      count = max(0, Int(result))
    }
    // If a file ends in the middle of the stream, zlib reports it only here.
    var code: Int32 = Z_OK
    let message = gzerror(file, &code)
    guard result >= 0, code == Z_OK || code == Z_STREAM_END else {
      throw InputError(
        code: .damaged, file: name, expected: "a complete gzip file",
        hint: code == Z_BUF_ERROR
          ? "it ends too early: fetch it again"
          : "zlib says: \(message.map { String(cString: $0) } ?? "error \(code)")")
    }
    return bytes.isEmpty ? nil : bytes
  }

  deinit { gzclose(file) }
}
