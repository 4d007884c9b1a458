import Foundation
import Inputs

/// Compares the length and the SHA-256 of a file with those on a card.
enum FileChecksum {
  static let hint = "the download is damaged, or the file has changed since the card was written"

  /// Checks `file` as far as the card gives its length and checksum.
  /// - Parameter name: the file's name in the error.
  static func check(
    _ file: URL, as name: String, bytes: Int?, sha256: String?
  ) throws(InputError) {
    guard bytes != nil || sha256 != nil else { return }
    let source = try PlainSource(file)
    var fingerprint = Fingerprint()
    var count = 0
    while let chunk = try source.next() {
      fingerprint.update(Data(chunk))
      count += chunk.count
    }
    if let bytes, count != bytes {
      throw InputError(
        code: .mismatch, file: name, expected: "\(bytes) bytes", found: "\(count)", hint: hint)
    }
    let digest = fingerprint.hexadecimal
    if let sha256, digest != sha256 {
      throw InputError(
        code: .mismatch, file: name, expected: "SHA-256 \(sha256)", found: digest, hint: hint)
    }
  }
}
