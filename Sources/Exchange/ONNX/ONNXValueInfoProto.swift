import Foundation

/// An input or output of a graph: `ValueInfoProto` of ONNX's schema.
struct ONNXValueInfoProto: WireMessage {
  var name: String?
  var type: ONNXTypeProto?
  var docString: String?
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &name)
    try visitor.field(2, &type)
    try visitor.field(3, &docString)
  }
}
