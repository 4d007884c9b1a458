package import Foundation

/// The members of an object, which a type asks for by their names. What is missing or of another kind is nil.
package struct JSONFields {
  private let tape: JSONTape
  private let object: JSONTape.Token
  private let index: Int
  private var found = 0

  init?(_ tape: JSONTape, at index: Int) {
    self.tape = tape
    self.index = index
    object = tape.tokens[index]
    guard object.kind == .object else { return nil }
  }

  /// Whether the object has no members but those that were asked for, and were of the right kind.
  package var areAllRead: Bool { found == Int(object.count) }

  package mutating func integer(_ name: StaticString) -> Int? {
    read(name) { try $0.tape.integer($0.token) }
  }

  package mutating func number(_ name: StaticString) -> Double? {
    read(name) { try $0.tape.number($0.token) }
  }

  package mutating func text(_ name: StaticString) -> String? {
    read(name) { try $0.tape.text($0.token) }
  }

  /// One of the words that stand for values.
  package mutating func word<Value: RawRepresentable<String>>(_ name: StaticString) -> Value? {
    guard let text = text(name) else { return nil }
    let value = Value(rawValue: text)
    if value == nil { found -= 1 }
    return value
  }

  package mutating func date(_ name: StaticString) -> Date? {
    read(name) { try $0.tape.date($0.token) }
  }

  package mutating func integers(_ name: StaticString) -> [Int]? {
    read(name) { try $0.integers() }
  }

  package mutating func numbers(_ name: StaticString) -> [Double]? {
    read(name) { try $0.numbers() }
  }

  /// What `read` makes of an object; it counts as read only if all its members are.
  package mutating func object<Value>(
    _ name: StaticString, _ read: (inout JSONFields) -> Value?
  ) -> Value? {
    guard let index = value(of: name), var fields = JSONFields(tape, at: index),
      let value = read(&fields), fields.areAllRead
    else { return nil }
    found += 1
    return value
  }

  private mutating func read<Value>(
    _ name: StaticString, _ read: (JSONValue) throws -> Value
  ) -> Value? {
    guard let index = value(of: name),
      let value = try? read(JSONValue(tape: tape, index: index))
    else { return nil }
    found += 1
    return value
  }

  /// The index of a member's value. Names with escapes are not found.
  private func value(of name: StaticString) -> Int? {
    let tokens = tape.tokens
    var index = index + 1
    while index < Int(object.next) {
      let key = tokens[index]
      if key.kind == .text, Int(key.end - key.start) == name.utf8CodeUnitCount,
        name.withUTF8Buffer({ tape.bytes[Int(key.start)..<Int(key.end)].elementsEqual($0) })
      {
        return index + 1
      }
      index = Int(tokens[index + 1].next)
    }
    return nil
  }
}

/// A type of which a journal has millions of values. It is read by the names of its members, in a fraction of the time
/// that `Decodable` takes, which reads whatever is not as usual, and says what is wrong.
package protocol ReadableByFields: Decodable {
  /// The same value as `Decodable` reads; nil if that has to.
  init?(reading fields: inout JSONFields)
}
