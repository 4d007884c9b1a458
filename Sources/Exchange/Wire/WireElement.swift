import Foundation

/// A type that a field can hold.
protocol WireElement {
  /// The value of `field`, merged with an earlier one; nil if the wire type does not fit.
  static func value(of field: WireField, after previous: Self?) throws(WireError) -> Self?

  /// The values of `field` in a list; nil if the wire type does not fit.
  static func values(of field: WireField) throws(WireError) -> [Self]?

  func write(to writer: inout WireWriter, as field: Int)
}

extension WireElement {
  static func values(of field: WireField) throws(WireError) -> [Self]? {
    try value(of: field, after: nil).map { [$0] }
  }

  /// The numbers of a packed list, each read by `next`; nil if `field` is not one.
  fileprivate static func packed(
    _ field: WireField, _ next: (inout WireReader) throws(WireError) -> Self
  ) throws(WireError) -> [Self]? {
    guard case .lengthDelimited(let bytes) = field.value else { return nil }
    var reader = WireReader(bytes)
    var values: [Self] = []
    while !reader.isAtEnd { values.append(try next(&reader)) }
    return values
  }
}

extension Int64: WireElement {
  static func value(of field: WireField, after previous: Int64?) -> Int64? {
    guard case .varint(let bits) = field.value else { return nil }
    return Int64(bitPattern: bits)
  }

  static func values(of field: WireField) throws(WireError) -> [Int64]? {
    if let number = value(of: field, after: nil) { return [number] }
    return try packed(field) { reader throws(WireError) in Int64(bitPattern: try reader.varint()) }
  }

  func write(to writer: inout WireWriter, as field: Int) { writer.write(varint: self, as: field) }
}

extension Int32: WireElement {
  /// Bits beyond 32 are cut off, as the standard says.
  static func value(of field: WireField, after previous: Int32?) -> Int32? {
    Int64.value(of: field, after: nil).map(Int32.init(truncatingIfNeeded:))
  }

  /// A negative number takes ten bytes, as if it had 64 bits.
  func write(to writer: inout WireWriter, as field: Int) {
    writer.write(varint: Int64(self), as: field)
  }
}

extension Float: WireElement {
  static func value(of field: WireField, after previous: Float?) -> Float? {
    guard case .fixed32(let bits) = field.value else { return nil }
    return Float(bitPattern: bits)
  }

  static func values(of field: WireField) throws(WireError) -> [Float]? {
    if let number = value(of: field, after: nil) { return [number] }
    return try packed(field) { reader throws(WireError) in Float(bitPattern: try reader.fixed()) }
  }

  func write(to writer: inout WireWriter, as field: Int) {
    writer.write(fixed32: bitPattern, as: field)
  }
}

extension Data: WireElement {
  static func value(of field: WireField, after previous: Data?) -> Data? {
    guard case .lengthDelimited(let bytes) = field.value else { return nil }
    return Data(bytes)
  }

  func write(to writer: inout WireWriter, as field: Int) { writer.write(bytes: self, as: field) }
}

extension String: WireElement {
  static func value(of field: WireField, after previous: String?) throws(WireError) -> String? {
    guard case .lengthDelimited(let bytes) = field.value else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .text }
    return text
  }

  func write(to writer: inout WireWriter, as field: Int) {
    writer.write(bytes: Data(utf8), as: field)
  }
}
