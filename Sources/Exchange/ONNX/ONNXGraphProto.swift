import Foundation

/// What a model computes: `GraphProto` of ONNX's schema.
struct ONNXGraphProto: WireMessage {
  var node: [ONNXNodeProto] = []
  var name: String?
  var initializer: [ONNXTensorProto] = []
  var docString: String?
  var input: [ONNXValueInfoProto] = []
  var output: [ONNXValueInfoProto] = []
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &node)
    try visitor.field(2, &name)
    try visitor.field(5, &initializer)
    try visitor.field(10, &docString)
    try visitor.field(11, &input)
    try visitor.field(12, &output)
  }
}
