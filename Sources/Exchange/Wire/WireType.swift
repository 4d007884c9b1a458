/// How the value of a field is laid out: the low three bits of its tag
/// (https://protobuf.dev/programming-guides/encoding/#structure).
enum WireType: UInt64 {
  /// Seven bits a byte, the lowest first.
  case varint = 0
  /// Eight bytes, the lowest first.
  case fixed64 = 1
  /// A varint that counts the bytes after it: a text, bytes, a message, or packed numbers.
  case lengthDelimited = 2
  /// Fields up to the group's end; no message of ONNX has any.
  case groupStart = 3
  case groupEnd = 4
  /// Four bytes, the lowest first.
  case fixed32 = 5
}
