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
    if type == [Int].self, let list = try elements({ try tape.integer($0, as: Int.self) }) as? Value
    {
      return list
    }
    if type == [Double].self, let list = try elements(tape.number) as? Value { return list }
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

  private func elements<Element>(_ read: (JSONTape.Token) throws -> Element) throws -> [Element] {
    guard token.kind == .array else { throw tape.fault("a list", at: token) }
    // Elements that have others in them are not numbers, and stop the reading.
    return try (index + 1..<index + 1 + Int(token.count)).map { try read(tape.tokens[$0]) }
  }
}
