import Foundation

/// A constant array: `TensorProto` of ONNX's schema.
struct ONNXTensorProto: WireMessage {
  /// The type of the elements.
  enum DataType: Int {
    case float = 1
    case int64 = 7
    case string = 8
    case double = 11
  }

  var dims: [Int64] = []
  /// A ``DataType``. It is a number, as in the standard, so that types of later versions can be read.
  var dataType: Int32?
  /// The elements of a tensor of strings.
  var stringData: [Data] = []
  var name: String?
  /// The elements of any other tensor, little-endian, in row-major order.
  var rawData: Data?
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &dims)
    try visitor.field(2, &dataType)
    try visitor.field(6, &stringData)
    try visitor.field(8, &name)
    try visitor.field(9, &rawData)
  }
}
