import Foundation

/// A message of protocol buffers: fields with numbers, each of them optional or repeated.
protocol WireMessage: Hashable, Sendable {
  /// A message without any field.
  init()

  /// The bytes of fields that the type does not know. They are written after all others.
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

  /// Merges the fields in `bytes` into the message.
  mutating func merge(_ bytes: Data) throws(WireError) {
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      if try !take(field) { unknownFields.append(field.bytes) }
    }
  }

  /// The message as bytes; equal messages have equal bytes.
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
