import Foundation

/// The lengths of an array's dimensions: `TensorShapeProto` of ONNX's schema.
struct ONNXTensorShapeProto: WireMessage {
  /// One length: a number, or a name for a length that is known only when the model runs. The schema allows one
  /// of the two; separate fields give the same bytes.
  struct Dimension: WireMessage {
    var dimValue: Int64?
    var dimParam: String?
    var unknownFields = Data()

    mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
      try visitor.field(1, &dimValue)
      try visitor.field(2, &dimParam)
    }
  }

  var dim: [Dimension] = []
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &dim)
  }
}
