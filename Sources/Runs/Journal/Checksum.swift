import CZlib

/// The CRC-32 of bytes, as gzip and PNG have it: it detects every change of up to four consecutive bytes, and
/// any other with a probability of 1 - 2⁻³². It protects against accidents, not against forgery.
enum Checksum {
  /// The number of digits in a checksum.
  static let length = 8

  /// The checksum of `bytes`, followed by the byte `last` if there is one, as eight hexadecimal digits.
  static func digits(of bytes: ArraySlice<UInt8>, followedBy last: UInt8? = nil) -> [UInt8] {
    var checksum = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    if var last { checksum = crc32_z(checksum, &last, 1) }
    let digits = Array("0123456789abcdef".utf8)
    return (0..<length).map { digits[Int(checksum >> (28 - 4 * $0)) & 15] }
  }
}
