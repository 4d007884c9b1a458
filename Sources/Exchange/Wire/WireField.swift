import Foundation

/// One field of a message, before its meaning is known.
struct WireField {
  /// The value of a field, as far as the wire type determines it.
  enum Value {
    case varint(UInt64)
    case fixed32(UInt32)
    case lengthDelimited(Data)
    /// An eight-byte number or a group, which no field of ONNX is.
    case other
  }

  let number: Int
  let value: Value
  /// The bytes of the whole field, including its tag.
  let bytes: Data
}
