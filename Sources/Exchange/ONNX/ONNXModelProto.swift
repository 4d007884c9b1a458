import Foundation

/// A whole model: `ModelProto` of ONNX's schema, which defines all field numbers
/// (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
///
/// This and the messages within it have only the fields that PruneBench writes and reads. All other fields of a
/// model are kept as unknown fields.
struct ONNXModelProto: WireMessage {
  var irVersion: Int64?
  var producerName: String?
  var producerVersion: String?
  var docString: String?
  var graph: ONNXGraphProto?
  var opsetImport: [ONNXOperatorSetIdProto] = []
  var metadataProps: [ONNXStringStringEntryProto] = []
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: field.read(&irVersion)
    case 2: try field.read(&producerName)
    case 3: try field.read(&producerVersion)
    case 6: try field.read(&docString)
    case 7: try field.read(&graph)
    case 8: try field.read(&opsetImport)
    case 14: try field.read(&metadataProps)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(irVersion, as: 1)
    writer.write(producerName, as: 2)
    writer.write(producerVersion, as: 3)
    writer.write(docString, as: 6)
    writer.write(graph, as: 7)
    writer.write(opsetImport, as: 8)
    writer.write(metadataProps, as: 14)
  }
}
