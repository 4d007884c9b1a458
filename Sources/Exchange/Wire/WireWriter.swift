import Foundation

/// Writes the bytes of a message (https://protobuf.dev/programming-guides/encoding/). Nil is not written; zero
/// and empty values are. Repeated numbers are not packed, as in version 2 of the language, which ONNX's schema
/// uses.
struct WireWriter {
  private(set) var bytes = Data()

  mutating func write(_ number: Int64?, as field: Int) {
    guard let number else { return }
    tag(field, .varint)
    varint(UInt64(bitPattern: number))
  }

  /// A negative one takes ten bytes, as if it were of 64 bits.
  mutating func write(_ number: Int32?, as field: Int) {
    write(number.map(Int64.init), as: field)
  }

  mutating func write(_ number: Float?, as field: Int) {
    guard let number else { return }
    tag(field, .fixed32)
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(shift)))
    }
  }

  mutating func write(_ text: String?, as field: Int) {
    write(text.map { Data($0.utf8) }, as: field)
  }

  mutating func write(_ content: Data?, as field: Int) {
    guard let content else { return }
    tag(field, .lengthDelimited)
    varint(UInt64(content.count))
    bytes.append(content)
  }

  mutating func write(_ message: (some WireMessage)?, as field: Int) {
    guard let message else { return }
    tag(field, .lengthDelimited)
    let start = bytes.count
    message.write(to: &self)
    let length = Self.varint(UInt64(bytes.count - start))
    bytes.insert(contentsOf: length, at: start)
  }

  mutating func write(_ numbers: [Int64], as field: Int) {
    for number in numbers { write(number, as: field) }
  }

  mutating func write(_ numbers: [Float], as field: Int) {
    for number in numbers { write(number, as: field) }
  }

  mutating func write(_ texts: [String], as field: Int) {
    for text in texts { write(text, as: field) }
  }

  mutating func write(_ contents: [Data], as field: Int) {
    for content in contents { write(content, as: field) }
  }

  mutating func write(_ messages: [some WireMessage], as field: Int) {
    for message in messages { write(message, as: field) }
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
