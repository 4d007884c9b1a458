import Foundation

/// One field of a message, before it is known what it means.
struct WireField {
  /// What a field holds, as far as the wire tells.
  enum Value {
    case varint(UInt64)
    case fixed32(UInt32)
    case lengthDelimited(Data)
    /// What no field of ONNX is: an eight-byte number, or a group.
    case other
  }

  let number: Int
  let value: Value
  /// The whole field as it was, its tag too.
  let bytes: Data
}
