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

  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(1, &irVersion)
    try visitor.field(2, &producerName)
    try visitor.field(3, &producerVersion)
    try visitor.field(6, &docString)
    try visitor.field(7, &graph)
    try visitor.field(8, &opsetImport)
    try visitor.field(14, &metadataProps)
  }
}
