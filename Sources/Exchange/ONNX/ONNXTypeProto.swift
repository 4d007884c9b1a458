import Foundation

/// The type of a graph's input or output: `TypeProto` of ONNX's schema.
struct ONNXTypeProto: WireMessage {
  /// The type of an array.
  struct Tensor: WireMessage {
    /// An ``ONNXTensorProto/DataType``.
    var elemType: Int32?
    var shape: ONNXTensorShapeProto?
    var unknownFields = Data()

    mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
      try visitor.field(1, &elemType)
      try visitor.field(2, &shape)
    }
  }

  var tensorType: Tensor?
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &tensorType)
  }
}
