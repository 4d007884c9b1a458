import Foundation

/// A constant argument of an operation: `AttributeProto` of ONNX's schema.
struct ONNXAttributeProto: WireMessage {
  /// Names the field that has the value.
  enum AttributeType: Int32 {
    case float = 1
    case int = 2
    case string = 3
    case floats = 6
    case ints = 7
    case strings = 8
  }

  var name: String?
  var f: Float?
  var i: Int64?
  var s: Data?
  var floats: [Float] = []
  var ints: [Int64] = []
  var strings: [Data] = []
  /// An ``AttributeType``. It is a number so that types of later versions can be read.
  var type: Int32?
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &name)
    try visitor.field(2, &f)
    try visitor.field(3, &i)
    try visitor.field(4, &s)
    try visitor.field(7, &floats)
    try visitor.field(8, &ints)
    try visitor.field(9, &strings)
    try visitor.field(20, &type)
  }
}
