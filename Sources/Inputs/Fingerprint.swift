package import Foundation

/// SHA-256 of bytes that come in pieces.
package struct Fingerprint {
  private var hash = SHA256()

  package init() {}

  /// Adds bytes.
  package mutating func update(_ bytes: Data) {
    if !isKnownUniquelyReferenced(&hash) { hash = hash.copy() }
    hash.update(bytes)
  }

  /// Adds a text, its length before it, so that no two lists of texts look alike.
  package mutating func update(_ text: String) {
    update(Data("\(text.utf8.count) ".utf8))
    update(Data(text.utf8))
  }

  /// 64 hexadecimal digits.
  package var hexadecimal: String {
    hash.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// 44 characters, as a content security policy has it.
  package var base64: String { Data(hash.digest).base64EncodedString() }
}
