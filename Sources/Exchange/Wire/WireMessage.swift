import Foundation

/// A message of protocol buffers: fields with numbers, each of them optional or repeated.
protocol WireMessage: WireElement, Hashable, Sendable {
  /// A message without any field.
  init()

  /// The bytes of fields that the type does not know. They are written after all others.
  var unknownFields: Data { get set }

  /// Shows the fields that the type knows, by ascending numbers.
  mutating func visit<Visitor: WireVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure)
}

/// Reads or writes the fields of a message.
protocol WireVisitor {
  associatedtype Failure: Error

  mutating func field(_ number: Int, _ value: inout some WireValue) throws(Failure)
}

/// Stores one field where its message has it.
private struct FieldStore: WireVisitor {
  let field: WireField
  var isKnown = false

  mutating func field(_ number: Int, _ value: inout some WireValue) throws(WireError) {
    if number == field.number { isKnown = try value.read(field) }
  }
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
      var store = FieldStore(field: field)
      try visit(&store)
      if !store.isKnown { unknownFields.append(field.bytes) }
    }
  }

  /// The message as bytes; equal messages have equal bytes.
  func encoded() -> Data {
    var writer = WireWriter()
    write(to: &writer)
    return writer.bytes
  }

  func write(to writer: inout WireWriter) {
    var message = self
    message.visit(&writer)
    writer.append(unknownFields)
  }

  static func value(of field: WireField, after previous: Self?) throws(WireError) -> Self? {
    guard case .lengthDelimited(let bytes) = field.value else { return nil }
    var message = previous ?? Self()
    try message.merge(bytes)
    return message
  }

  func write(to writer: inout WireWriter, as field: Int) { writer.write(message: self, as: field) }
}
