import CZlib

/// The CRC-32 of bytes, as gzip and PNG have it: it finds every change of up to four bytes in a row with
/// certainty, and any other with a probability of 1 - 2⁻³². Against accidents, not against forgers.
enum Checksum {
  /// How many digits a checksum has.
  static let length = 8

  /// Eight hexadecimal digits for `bytes`, and a last one where it is not among them.
  static func digits(of bytes: ArraySlice<UInt8>, followedBy last: UInt8? = nil) -> [UInt8] {
    var checksum = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    if var last { checksum = crc32_z(checksum, &last, 1) }
    let digits = Array("0123456789abcdef".utf8)
    return (0..<length).map { digits[Int(checksum >> (28 - 4 * $0)) & 15] }
  }
}
