import Foundation
import Inputs
import Testing

struct FingerprintTests {
  /// Messages of FIPS 180-4 with the digests that NIST publishes for them
  /// (https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values).
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func isTheStandards(message: String, digest: String) {
    var whole = Fingerprint()
    whole.update(Data(message.utf8))
    #expect(whole.hexadecimal == digest)
    var pieces = Fingerprint()
    var rest = Data(message.utf8)
    while !rest.isEmpty {
      pieces.update(rest.prefix(1009))
      rest = rest.dropFirst(1009)
    }
    #expect(pieces.hexadecimal == digest)
  }

  @Test func aTextHasItsLengthBeforeIt() {
    var text = Fingerprint()
    text.update("größe")
    var bytes = Fingerprint()
    bytes.update(Data("7 größe".utf8))
    #expect(text.hexadecimal == bytes.hexadecimal)
  }

  @Test func aCopyGoesOnByItself() {
    var first = Fingerprint()
    first.update(Data("a".utf8))
    var second = first
    let ofA = first.hexadecimal
    second.update(Data("bc".utf8))
    #expect(first.hexadecimal == ofA)
    #expect(
      second.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    first.update(Data("bc".utf8))
    #expect(first.hexadecimal == second.hexadecimal)
  }
}
