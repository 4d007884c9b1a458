import Foundation

/// A message of protocol buffers: fields with numbers, each of them optional or repeated.
protocol WireMessage: Hashable, Sendable {
  /// One without any field.
  init()

  /// The fields that the type does not know, as they were read; they are written behind all others.
  var unknownFields: Data { get set }

  /// Takes the value of a field.
  /// - Returns: whether the type knows it.
  mutating func take(_ field: WireField) throws(WireError) -> Bool

  /// Writes the fields that the type knows, by ascending numbers.
  func writeKnownFields(to writer: inout WireWriter)
}

extension WireMessage {
  init(decoding bytes: Data) throws(WireError) {
    self.init()
    try merge(bytes)
  }

  /// Adds the fields in `bytes`.
  mutating func merge(_ bytes: Data) throws(WireError) {
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      if try !take(field) { unknownFields.append(field.bytes) }
    }
  }

  /// The bytes of this: equal messages have equal ones.
  func encoded() -> Data {
    var writer = WireWriter()
    write(to: &writer)
    return writer.bytes
  }

  func write(to writer: inout WireWriter) {
    writeKnownFields(to: &writer)
    writer.append(unknownFields)
  }
}
