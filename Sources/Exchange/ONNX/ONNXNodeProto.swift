import Foundation

/// One operation of a graph: `NodeProto` of ONNX's schema.
struct ONNXNodeProto: WireMessage {
  var input: [String] = []
  var output: [String] = []
  var name: String?
  var opType: String?
  var attribute: [ONNXAttributeProto] = []
  /// The operator set of the operation; the empty text means the standard's own.
  var domain: String?
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &input)
    try visitor.field(2, &output)
    try visitor.field(3, &name)
    try visitor.field(4, &opType)
    try visitor.field(5, &attribute)
    try visitor.field(7, &domain)
  }
}
