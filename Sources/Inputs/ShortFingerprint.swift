/// The first 128 bits of a SHA-256, to tell millions of texts apart in little memory.
package struct ShortFingerprint: Hashable, Sendable {
  private let first, second: UInt64

  /// The fingerprint of `pieces`, one behind the other.
  package init(of pieces: some Sequence<ArraySlice<UInt8>>) {
    let hash = SHA256()
    for piece in pieces { hash.update(piece) }
    let digest = hash.digest
    func number(_ range: Range<Int>) -> UInt64 { digest[range].reduce(0) { $0 << 8 | UInt64($1) } }
    first = number(0..<8)
    second = number(8..<16)
  }

  /// The first 48 bits, to tell a hundred thousand texts apart in less memory still.
  package var bits48: UInt64 { first >> 16 }
}
