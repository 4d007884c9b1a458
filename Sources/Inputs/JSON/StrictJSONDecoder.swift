import Foundation

/// Decodes JSON that a program of ours wrote, and nothing else: a key that the type does not have, a key
/// twice, a missing one, `null`, a number that is not finite and anything behind the value are faults,
/// each with its place.
///
/// Types decode as with Foundation's decoder; dates are texts such as `2026-05-01T12:00:00Z`.
package struct StrictJSONDecoder {
  private let tape: JSONTape

  /// - Parameter tape: the text.
  package init(_ tape: JSONTape) { self.tape = tape }

  /// Decodes the value that `range` of the text holds; all of the text by default.
  /// - Parameter omitted: the key of a last member of the outermost object that is no part of the value.
  /// - Throws: ``JSONFault``.
  /// - Complexity: O(bytes of the range).
  package func decode<Value: Decodable>(
    _ type: Value.Type, in range: Range<Int>? = nil, omitting omitted: String? = nil
  ) throws(JSONFault) -> Value {
    let range = range ?? 0..<tape.bytes.count
    if let type = Value.self as? any ReadableByFields.Type {
      try tape.parse(range, omitting: omitted, keepingLists: true)
      if var fields = JSONFields(tape, at: 0), let value = type.init(reading: &fields) as? Value,
        fields.areAllRead
      {
        return value
      }
    }
    try tape.parse(range, omitting: omitted)
    do {
      return try JSONValue(tape: tape, index: 0).decode(Value.self)
    } catch let fault as JSONFault {
      throw fault
    } catch {
      throw JSONFault(expected: "\(type)", found: nil, offset: range.lowerBound)
    }
  }
}

/// One value of a tape, as decoders see it.
struct JSONValue: Decoder, SingleValueDecodingContainer {
  let tape: JSONTape
  /// Of the value's token.
  let index: Int

  var token: JSONTape.Token { tape.tokens[index] }
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(try JSONObject<Key>(self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try JSONArray(self) }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  // Only a list of what may be missing has a null: no member of an object is one.
  func decodeNil() -> Bool { token.kind == .null }
  func decode(_ type: Bool.Type) throws -> Bool { try tape.boolean(token) }
  func decode(_ type: String.Type) throws -> String { try tape.text(token) }
  func decode(_ type: Double.Type) throws -> Double { try tape.number(token) }
  func decode(_ type: Float.Type) throws -> Float { Float(try tape.number(token)) }
  func decode(_ type: Int.Type) throws -> Int { try tape.integer(token) }
  func decode(_ type: Int8.Type) throws -> Int8 { try tape.integer(token) }
  func decode(_ type: Int16.Type) throws -> Int16 { try tape.integer(token) }
  func decode(_ type: Int32.Type) throws -> Int32 { try tape.integer(token) }
  func decode(_ type: Int64.Type) throws -> Int64 { try tape.integer(token) }
  func decode(_ type: UInt.Type) throws -> UInt { try tape.integer(token) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try tape.integer(token) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try tape.integer(token) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try tape.integer(token) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try tape.integer(token) }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    // Long lists of numbers are nearly all of a journal: read without a container for each number.
    if type == [Int].self, let list = try integers() as? Value { return list }
    if type == [Double].self, let list = try numbers() as? Value { return list }
    if type == Date.self, let date = try tape.date(token) as? Value { return date }
    do {
      return try Value(from: self)
    } catch let error as DecodingError {
      throw tape.fault(expectation(of: error), at: token)
    }
  }

  /// What a type says that it could not be decoded from.
  private func expectation(of error: DecodingError) -> String {
    // Of an enumeration; others say themselves what they expect.
    guard token.kind != .text else { return "one of the words that PruneBench writes here" }
    switch error {
    case .dataCorrupted(let context), .keyNotFound(_, let context),
      .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.debugDescription
    @unknown default: return "another value"
    }
  }

  func integers() throws -> [Int] {
    try list(&tape.integerLists, whole: { $0 }) { try tape.integer($0) }
  }

  func numbers() throws -> [Double] {
    try list(&tape.numberLists, whole: { $0.map(Double.init) }, tape.number)
  }

  private func list<Element>(
    _ known: inout [String: [Element]], whole: ([Int]) -> [Element],
    _ read: (JSONTape.Token) throws -> Element
  ) throws -> [Element] {
    let token = token
    guard token.kind == .array || token.kind == .integers else {
      throw tape.fault("a list", at: token)
    }
    // A text of so many bytes takes no memory of its own.
    let text =
      token.end - token.start <= 15
      ? String(decoding: tape.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self) : nil
    if let text, let list = known[text] { return list }
    // Elements that have others in them are not numbers, and stop the reading.
    let list =
      token.kind == .integers
      ? whole(try tape.integers(token))
      : try tape.tokens[(index + 1)...].prefix(Int(token.count)).map(read)
    if let text, known.count < Self.mostLists { known[text] = list }
    return list
  }

  /// As many lists are remembered.
  private static let mostLists = 10_000
}
