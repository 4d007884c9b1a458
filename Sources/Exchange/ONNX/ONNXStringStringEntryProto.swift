import Foundation

/// An entry of a model's metadata: `StringStringEntryProto` of ONNX's schema.
struct ONNXStringStringEntryProto: WireMessage {
  var key: String?
  var value: String?
  var unknownFields = Data()

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &key)
    try visitor.field(2, &value)
  }
}
