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

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&input)
    case 2: try field.read(&output)
    case 3: try field.read(&name)
    case 4: try field.read(&opType)
    case 5: try field.read(&attribute)
    case 7: try field.read(&domain)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(input, as: 1)
    writer.write(output, as: 2)
    writer.write(name, as: 3)
    writer.write(opType, as: 4)
    writer.write(attribute, as: 5)
    writer.write(domain, as: 7)
  }
}
