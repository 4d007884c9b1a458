import CCrypto
import Foundation

/// SHA-256 by libcrypto (https://docs.openssl.org/3.0/man3/EVP_DigestInit/). All references to an object share one
/// context: copy the object for a value of its own.
///
/// libcrypto fails here only where there is no memory. That is a trap, as wherever Swift allocates.
final class SHA256 {
  /// How many bytes a digest has.
  static let length = 32

  private let context: OpaquePointer

  init() {
    context = Self.newContext()
    precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "SHA-256 cannot start")
  }

  private init(copying other: SHA256) {
    context = Self.newContext()
    precondition(EVP_MD_CTX_copy_ex(context, other.context) == 1, "SHA-256 cannot be copied")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// One that goes on by itself.
  func copy() -> SHA256 { SHA256(copying: self) }

  /// Adds bytes.
  func update(_ bytes: some ContiguousBytes) {
    let isDone = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(isDone == 1, "SHA-256 cannot go on")
  }

  /// The digest of all bytes so far; more may follow.
  var digest: [UInt8] {
    let copy = copy()
    return [UInt8](unsafeUninitializedCapacity: Self.length) { buffer, count in
      precondition(
        EVP_DigestFinal_ex(copy.context, buffer.baseAddress, nil) == 1, "SHA-256 cannot end")
      count = Self.length
    }
  }

  private static func newContext() -> OpaquePointer {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("no memory for SHA-256") }
    return context
  }
}
