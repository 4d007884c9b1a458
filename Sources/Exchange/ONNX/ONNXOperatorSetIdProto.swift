import Foundation

/// A set of operations that a model uses: `OperatorSetIdProto` of ONNX's schema.
struct ONNXOperatorSetIdProto: WireMessage {
  var domain: String?
  var version: Int64?
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &domain)
    try visitor.field(2, &version)
  }
}
