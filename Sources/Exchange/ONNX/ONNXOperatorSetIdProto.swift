import Foundation

/// A set of operations that a model uses: `OperatorSetIdProto` of ONNX's schema.
struct ONNXOperatorSetIdProto: WireMessage {
  var domain: String?
  var version: Int64?
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&domain)
    case 2: field.read(&version)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(domain, as: 1)
    writer.write(version, as: 2)
  }
}
