import Foundation

/// Writes the bytes of a message (https://protobuf.dev/programming-guides/encoding/). Nil is not written; zero
/// and empty values are. Repeated numbers are not packed, as in version 2 of the language, which ONNX's schema
/// uses.
struct WireWriter: WireVisitor {
  private(set) var bytes = Data()

  mutating func write(varint number: Int64, as field: Int) {
    tag(field, .varint)
    varint(UInt64(bitPattern: number))
  }

  mutating func write(fixed32 bits: UInt32, as field: Int) {
    tag(field, .fixed32)
    for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
  }

  mutating func write(bytes content: Data, as field: Int) {
    tag(field, .lengthDelimited)
    varint(UInt64(content.count))
    bytes.append(content)
  }

  mutating func write(message: some WireMessage, as field: Int) {
    tag(field, .lengthDelimited)
    let start = bytes.count
    message.write(to: &self)
    let length = Self.varint(UInt64(bytes.count - start))
    bytes.insert(contentsOf: length, at: start)
  }

  mutating func field(_ number: Int, _ value: inout some WireValue) {
    value.write(to: &self, as: number)
  }

  /// Appends fields that are already encoded.
  mutating func append(_ fields: Data) { bytes.append(fields) }

  private mutating func tag(_ field: Int, _ type: WireType) {
    varint(UInt64(field) << 3 | type.rawValue)
  }

  private mutating func varint(_ value: UInt64) { bytes.append(contentsOf: Self.varint(value)) }

  /// Seven bits in each byte, the lowest first; the highest bit is set if more bytes follow.
  private static func varint(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
    return bytes
  }
}
