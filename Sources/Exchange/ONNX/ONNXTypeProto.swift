import Foundation

/// The type of a graph's input or output: `TypeProto` of ONNX's schema.
struct ONNXTypeProto: WireMessage {
  /// The type of an array.
  struct Tensor: WireMessage {
    /// An ``ONNXTensorProto/DataType``.
    var elemType: Int32?
    var shape: ONNXTensorShapeProto?
    var unknownFields = Data()

    mutating func take(_ field: WireField) throws(WireError) -> Bool {
      switch field.number {
      case 1: field.read(&elemType)
      case 2: try field.read(&shape)
      default: false
      }
    }

    func writeKnownFields(to writer: inout WireWriter) {
      writer.write(elemType, as: 1)
      writer.write(shape, as: 2)
    }
  }

  var tensorType: Tensor?
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&tensorType)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(tensorType, as: 1)
  }
}
