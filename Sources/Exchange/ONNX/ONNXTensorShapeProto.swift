import Foundation

/// The lengths of an array's dimensions: `TensorShapeProto` of ONNX's schema.
struct ONNXTensorShapeProto: WireMessage {
  /// One length: a number, or a name for a length that is known only when the model runs. The schema allows one
  /// of the two; separate fields give the same bytes.
  struct Dimension: WireMessage {
    var dimValue: Int64?
    var dimParam: String?
    var unknownFields = Data()

    mutating func take(_ field: WireField) throws(WireError) -> Bool {
      switch field.number {
      case 1: field.read(&dimValue)
      case 2: try field.read(&dimParam)
      default: false
      }
    }

    func writeKnownFields(to writer: inout WireWriter) {
      writer.write(dimValue, as: 1)
      writer.write(dimParam, as: 2)
    }
  }

  var dim: [Dimension] = []
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&dim)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(dim, as: 1)
  }
}
