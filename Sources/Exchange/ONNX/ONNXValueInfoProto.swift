import Foundation

/// An input or output of a graph: `ValueInfoProto` of ONNX's schema.
struct ONNXValueInfoProto: WireMessage {
  var name: String?
  var type: ONNXTypeProto?
  var docString: String?
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&name)
    case 2: try field.read(&type)
    case 3: try field.read(&docString)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(name, as: 1)
    writer.write(type, as: 2)
    writer.write(docString, as: 3)
  }
}
