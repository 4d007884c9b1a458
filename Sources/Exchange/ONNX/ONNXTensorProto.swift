import Foundation

/// A constant array: `TensorProto` of ONNX's schema.
struct ONNXTensorProto: WireMessage {
  /// The type of the elements.
  enum DataType: Int {
    case float = 1
    case int64 = 7
    case string = 8
    case double = 11
  }

  var dims: [Int64] = []
  /// A ``DataType``. It is a number, as in the standard, so that types of later versions can be read.
  var dataType: Int32?
  /// The elements of a tensor of strings.
  var stringData: [Data] = []
  var name: String?
  /// The elements of any other tensor, little-endian, in row-major order.
  var rawData: Data?
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&dims)
    case 2: field.read(&dataType)
    case 6: field.read(&stringData)
    case 8: try field.read(&name)
    case 9: field.read(&rawData)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(dims, as: 1)
    writer.write(dataType, as: 2)
    writer.write(stringData, as: 6)
    writer.write(name, as: 8)
    writer.write(rawData, as: 9)
  }
}
