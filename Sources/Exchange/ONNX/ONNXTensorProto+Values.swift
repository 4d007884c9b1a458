import Foundation

// Conversions between tensors and arrays: little-endian, row-major.
extension ONNXTensorProto {
  /// Single-precision numbers, `[dimensions]`.
  static func floats(_ name: String, _ values: [Float], _ dimensions: [Int]) -> Self {
    var tensor = Self(name, .float, dimensions)
    tensor.rawData = littleEndian(values.map(\.bitPattern))
    return tensor
  }

  /// One double-precision number.
  static func double(_ name: String, _ value: Double) -> Self {
    var tensor = Self(name, .double, [])
    tensor.rawData = littleEndian([value.bitPattern])
    return tensor
  }

  /// Double-precision numbers, `[dimensions]`, or all in one row.
  static func doubles(_ name: String, _ values: [Double], _ dimensions: [Int]? = nil) -> Self {
    var tensor = Self(name, .double, dimensions ?? [values.count])
    tensor.rawData = littleEndian(values.map(\.bitPattern))
    return tensor
  }

  /// Integers, `[dimensions]`.
  static func integers(_ name: String, _ values: [Int], _ dimensions: [Int]) -> Self {
    var tensor = Self(name, .int64, dimensions)
    tensor.rawData = littleEndian(values.map { UInt64(bitPattern: Int64($0)) })
    return tensor
  }

  /// A list of strings.
  static func texts(_ name: String, _ values: [String]) -> Self {
    var tensor = Self(name, .string, [values.count])
    tensor.stringData = values.map { Data($0.utf8) }
    return tensor
  }

  /// The elements, if they are finite single-precision numbers, exactly as many as the dimensions say.
  var finiteFloats: [Float]? {
    guard dataType == Int32(DataType.float.rawValue), let words: [UInt32] = words() else {
      return nil
    }
    let values = words.map(Float.init(bitPattern:))
    return values.allSatisfy(\.isFinite) ? values : nil
  }

  /// The numbers, if they are finite double-precision ones and exactly as many as the dimensions say.
  var finiteDoubles: [Double]? {
    guard dataType == Int32(DataType.double.rawValue), let words: [UInt64] = words() else {
      return nil
    }
    let values = words.map(Double.init(bitPattern:))
    return values.allSatisfy(\.isFinite) ? values : nil
  }

  /// The integers, if they are 64-bit ones and exactly as many as the dimensions say.
  var integers: [Int]? {
    guard dataType == Int32(DataType.int64.rawValue), let words: [UInt64] = words() else {
      return nil
    }
    return words.map { Int(truncatingIfNeeded: $0) }
  }

  private init(_ name: String, _ type: DataType, _ dimensions: [Int]) {
    self.init()
    self.name = name
    dataType = Int32(type.rawValue)
    dims = dimensions.map(Int64.init)
  }

  private static func littleEndian<Word: FixedWidthInteger>(_ words: [Word]) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.count * Word.bitWidth / 8)
    for word in words {
      for shift in stride(from: 0, to: Word.bitWidth, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return Data(bytes)
  }

  private func words<Word: FixedWidthInteger>() -> [Word]? {
    let size = Word.bitWidth / 8
    var expected = size
    for dimension in dims {
      // A size that overflows is not a valid shape.
      let (product, overflow) = expected.multipliedReportingOverflow(by: Int(dimension))
      guard dimension > 0, !overflow else { return nil }
      expected = product
    }
    guard let rawData, rawData.count == expected else { return nil }
    let bytes = [UInt8](rawData)
    return stride(from: 0, to: bytes.count, by: size).map { start in
      (0..<size).reduce(0) { $0 | Word(bytes[start + $1]) << Word(8 * $1) }
    }
  }
}
