import Foundation

/// A constant argument of an operation: `AttributeProto` of ONNX's schema.
struct ONNXAttributeProto: WireMessage {
  /// Names the field that has the value.
  enum AttributeType: Int32 {
    case float = 1
    case int = 2
    case string = 3
    case floats = 6
    case ints = 7
    case strings = 8
  }

  var name: String?
  var f: Float?
  var i: Int64?
  var s: Data?
  var floats: [Float] = []
  var ints: [Int64] = []
  var strings: [Data] = []
  /// An ``AttributeType``. It is a number so that types of later versions can be read.
  var type: Int32?
  var unknownFields = Data()

  mutating func take(_ field: WireField) throws(WireError) -> Bool {
    switch field.number {
    case 1: try field.read(&name)
    case 2: field.read(&f)
    case 3: field.read(&i)
    case 4: field.read(&s)
    case 7: try field.read(&floats)
    case 8: try field.read(&ints)
    case 9: field.read(&strings)
    case 20: field.read(&type)
    default: false
    }
  }

  func writeKnownFields(to writer: inout WireWriter) {
    writer.write(name, as: 1)
    writer.write(f, as: 2)
    writer.write(i, as: 3)
    writer.write(s, as: 4)
    writer.write(floats, as: 7)
    writer.write(ints, as: 8)
    writer.write(strings, as: 9)
    writer.write(type, as: 20)
  }
}
