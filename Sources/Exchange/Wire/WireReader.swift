import Foundation

/// Splits bytes into the fields of a message (https://protobuf.dev/programming-guides/encoding/). It trusts
/// nothing: for any bytes, each step gives a field or an error, and every length is checked against the bytes
/// that are left.
struct WireReader {
  /// How deeply groups may be nested, as in other readers of protocol buffers.
  static let depthLimit = 100

  private let bytes: Data
  private var position: Int

  init(_ bytes: Data) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  /// The next field, or nil at the end.
  mutating func next() throws(WireError) -> WireField? {
    guard !isAtEnd else { return nil }
    let start = position
    let (number, type) = try tag()
    let value = try value(of: number, type)
    return WireField(number: number, value: value, bytes: bytes[start..<position])
  }

  /// An integer of at most ten bytes; bits beyond 64 are cut off.
  mutating func varint() throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      guard !isAtEnd else { throw .truncated }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    throw .overlongVarint
  }

  /// An integer of fixed size, the lowest byte first.
  mutating func fixed<Word: FixedWidthInteger>() throws(WireError) -> Word {
    let word = try take(UInt64(Word.bitWidth / 8))
    return word.reversed().reduce(0) { $0 << 8 | Word($1) }
  }

  private mutating func tag() throws(WireError) -> (number: Int, type: WireType) {
    let tag = try varint()
    guard let type = WireType(rawValue: tag & 7), (8...UInt64(UInt32.max)).contains(tag) else {
      throw .tag
    }
    return (Int(tag >> 3), type)
  }

  private mutating func value(of number: Int, _ type: WireType) throws(WireError)
    -> WireField.Value
  {
    switch type {
    case .varint: return .varint(try varint())
    case .fixed32: return .fixed32(try fixed())
    case .lengthDelimited: return .lengthDelimited(try take(try varint()))
    case .fixed64:
      _ = try take(8)
      return .other
    case .groupStart:
      try skipGroup(number)
      return .other
    case .groupEnd: throw .groupEnd
    }
  }

  /// Skips a group, including the groups within it.
  private mutating func skipGroup(_ number: Int) throws(WireError) {
    var open = [number]
    while let innermost = open.last {
      let (number, type) = try tag()
      switch type {
      case .groupStart:
        guard open.count < Self.depthLimit else { throw .depth }
        open.append(number)
      case .groupEnd:
        guard number == innermost else { throw .groupEnd }
        open.removeLast()
      case .varint, .fixed32, .fixed64, .lengthDelimited: _ = try value(of: number, type)
      }
    }
  }

  /// The next `count` bytes.
  private mutating func take(_ count: UInt64) throws(WireError) -> Data {
    guard count <= UInt64(bytes.endIndex - position) else { throw .truncated }
    let start = position
    position += Int(count)
    return bytes[start..<position]
  }
}
