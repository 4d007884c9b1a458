import Foundation

// The value of a field as what its message says that it is. Each function is `false`, and changes nothing,
// where the wire type is that of another kind of value: such a field is an unknown one. Of a field that
// comes twice the last value counts, the parts of messages are put together, and repeated ones are added
// (https://protobuf.dev/programming-guides/encoding/#last-one-wins).
extension WireField {
  func read(_ number: inout Int64?) -> Bool {
    guard case .varint(let bits) = value else { return false }
    number = Int64(bitPattern: bits)
    return true
  }

  /// More than 32 bits are cut off, as the standard has it.
  func read(_ number: inout Int32?) -> Bool {
    guard case .varint(let bits) = value else { return false }
    number = Int32(truncatingIfNeeded: bits)
    return true
  }

  func read(_ number: inout Float?) -> Bool {
    guard case .fixed32(let bits) = value else { return false }
    number = Float(bitPattern: bits)
    return true
  }

  func read(_ text: inout String?) throws(WireError) -> Bool {
    guard case .lengthDelimited(let bytes) = value else { return false }
    text = try Self.text(bytes)
    return true
  }

  func read(_ content: inout Data?) -> Bool {
    guard case .lengthDelimited(let bytes) = value else { return false }
    content = Data(bytes)
    return true
  }

  func read<Message: WireMessage>(_ message: inout Message?) throws(WireError) -> Bool {
    guard case .lengthDelimited(let bytes) = value else { return false }
    var merged = message ?? Message()
    try merged.merge(bytes)
    message = merged
    return true
  }

  /// One number, or a packed list of them.
  func read(_ numbers: inout [Int64]) throws(WireError) -> Bool {
    switch value {
    case .varint(let bits): numbers.append(Int64(bitPattern: bits))
    case .lengthDelimited(let bytes):
      var reader = WireReader(bytes)
      while !reader.isAtEnd { numbers.append(Int64(bitPattern: try reader.varint())) }
    case .fixed32, .other: return false
    }
    return true
  }

  /// One number, or a packed list of them.
  func read(_ numbers: inout [Float]) throws(WireError) -> Bool {
    switch value {
    case .fixed32(let bits): numbers.append(Float(bitPattern: bits))
    case .lengthDelimited(let bytes):
      var reader = WireReader(bytes)
      while !reader.isAtEnd { numbers.append(Float(bitPattern: try reader.fixed())) }
    case .varint, .other: return false
    }
    return true
  }

  func read(_ texts: inout [String]) throws(WireError) -> Bool {
    guard case .lengthDelimited(let bytes) = value else { return false }
    texts.append(try Self.text(bytes))
    return true
  }

  func read(_ contents: inout [Data]) -> Bool {
    guard case .lengthDelimited(let bytes) = value else { return false }
    contents.append(Data(bytes))
    return true
  }

  func read<Message: WireMessage>(_ messages: inout [Message]) throws(WireError) -> Bool {
    guard case .lengthDelimited(let bytes) = value else { return false }
    messages.append(try Message(decoding: bytes))
    return true
  }

  private static func text(_ bytes: Data) throws(WireError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .text }
    return text
  }
}
