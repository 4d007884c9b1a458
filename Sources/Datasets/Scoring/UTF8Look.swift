package import Foundation
package import Inputs

extension TextEncoding {
  /// Whether `file` is UTF-8 though `encoding` was expected, by the first bytes that are not ASCII: text in an encoding
  /// of single bytes almost never looks like that. UTF-16 and UTF-32 show themselves otherwise.
  /// - Throws: ``InputError`` if the file cannot be read.
  package static func isUTF8(
    _ file: URL, notIn encoding: TextEncoding
  ) throws(InputError) -> Bool {
    guard encoding != .utf8, encoding.mark.isEmpty else { return false }
    // Bytes that are taken as UTF-8 are passed on as they are.
    let source = try ByteSources.open(file, encoding: .utf8)
    var bytes: [UInt8] = []
    while let chunk = try source.next() {
      bytes += chunk
      // Enough, from the first line on that is not ASCII.
      guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else {
        bytes = []
        continue
      }
      bytes.removeFirst(first)
      if bytes.count >= ByteSources.chunkSize { break }
    }
    guard !bytes.isEmpty else { return false }
    // The last character may be cut off.
    return TextFault(in: bytes[...]).map { $0.index > bytes.count - 4 && $0.index > 3 } ?? true
  }
}
