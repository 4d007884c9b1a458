/// How the value of a field is laid out: the low three bits of its tag
/// (https://protobuf.dev/programming-guides/encoding/#structure).
enum WireType: UInt64 {
  /// Seven bits in each byte, the lowest first.
  case varint = 0
  /// Eight bytes, the lowest first.
  case fixed64 = 1
  /// A varint with the number of bytes that follow: a string, bytes, a message, or packed numbers.
  case lengthDelimited = 2
  /// The fields up to the group's end; no message of ONNX has groups.
  case groupStart = 3
  case groupEnd = 4
  /// Four bytes, the lowest first.
  case fixed32 = 5
}
