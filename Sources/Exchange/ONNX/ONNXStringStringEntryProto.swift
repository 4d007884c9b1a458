import Foundation

/// An entry of a model's metadata: `StringStringEntryProto` of ONNX's schema.
struct ONNXStringStringEntryProto: WireMessage {
  var key: String?
  var value: String?
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&key)
    case 2: try field.read(&value)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(key, as: 1)
    writer.write(value, as: 2)
  }
}
