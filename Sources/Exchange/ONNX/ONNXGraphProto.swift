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

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&node)
    case 2: try field.read(&name)
    case 5: try field.read(&initializer)
    case 10: try field.read(&docString)
    case 11: try field.read(&input)
    case 12: try field.read(&output)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(node, as: 1)
    writer.write(name, as: 2)
    writer.write(initializer, as: 5)
    writer.write(docString, as: 10)
    writer.write(input, as: 11)
    writer.write(output, as: 12)
  }
}
