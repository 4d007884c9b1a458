import Foundation

/// The value of a field: an optional element, or a list of them.
protocol WireValue {
  /// Takes the value of `field`. If a field is repeated, the last value counts, messages are merged, and
  /// lists are joined (https://protobuf.dev/programming-guides/encoding/#last-one-wins).
  /// - Returns: false, without a change, if the wire type does not fit: such a field counts as unknown.
  mutating func read(_ field: WireField) throws(WireError) -> Bool

  func write(to writer: inout WireWriter, as field: Int)
}

extension Optional: WireValue where Wrapped: WireElement {
  mutating func read(_ field: WireField) throws(WireError) -> Bool {
    guard let value = try Wrapped.value(of: field, after: self) else { return false }
    self = value
    return true
  }

  func write(to writer: inout WireWriter, as field: Int) { self?.write(to: &writer, as: field) }
}

extension Array: WireValue where Element: WireElement {
  mutating func read(_ field: WireField) throws(WireError) -> Bool {
    guard let values = try Element.values(of: field) else { return false }
    self += values
    return true
  }

  func write(to writer: inout WireWriter, as field: Int) {
    for element in self { element.write(to: &writer, as: field) }
  }
}
