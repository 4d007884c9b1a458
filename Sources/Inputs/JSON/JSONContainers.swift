/// An object of a tape whose keys are all known to `Key`.
struct JSONObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let object: JSONValue
  /// The indices of the values by their keys; empty for few.
  private var places: [String: Int] = [:]

  /// - Throws: ``JSONFault`` if the value is no object, or has a key that `Key` does not.
  init(_ object: JSONValue) throws(JSONFault) {
    guard object.token.kind == .object else {
      throw object.tape.fault("an object", at: object.token)
    }
    self.object = object
    for (key, _) in members where self.key(key) == nil {
      throw object.tape.fault("no key but those of a file as PruneBench writes it", at: key)
    }
    guard object.token.count > JSONTape.manyMembers else { return }
    for (key, value) in members { object.tape.string(key).map { places[$0] = value } }
  }

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { members.compactMap { key($0.key) } }

  func contains(_ key: Key) -> Bool { value(of: key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { false }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try at(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try at(key).decode(type) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try at(key).decode(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try at(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try at(key).decode(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try at(key).decode(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try at(key).decode(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try at(key).decode(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try at(key).decode(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try at(key).decode(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try at(key).decode(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try at(key).decode(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try at(key).decode(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try at(key).decode(type) }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try at(key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try at(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try at(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { object }
  func superDecoder(forKey key: Key) throws -> any Decoder { try at(key) }

  /// The tokens of the keys, and the indices of their values.
  private var members: some Sequence<(key: JSONTape.Token, value: Int)> {
    let tape = object.tape
    let end = Int(object.token.next)
    return sequence(state: object.index + 1) { index in
      guard index < end else { return nil }
      let member = (key: tape.tokens[index], value: index + 1)
      index = Int(tape.tokens[index + 1].next)
      return member
    }
  }

  private func key(_ token: JSONTape.Token) -> Key? {
    object.tape.string(token).flatMap { Key(stringValue: $0) }
  }

  private func at(_ key: Key) throws(JSONFault) -> JSONValue {
    guard let value = value(of: key) else {
      throw object.tape.fault("the key '\(key.stringValue)'", at: object.token)
    }
    return value
  }

  private func value(of key: Key) -> JSONValue? {
    let name = key.stringValue
    guard places.isEmpty else {
      return places[name].map { JSONValue(tape: object.tape, index: $0) }
    }
    let length = name.utf8.count
    let tape = object.tape
    let end = Int(object.token.next)
    var index = object.index + 1
    while index < end {
      let token = tape.tokens[index]
      let isFound =
        token.kind == .text
        ? Int(token.end - token.start) == length
          && tape.bytes[Int(token.start)..<Int(token.end)].elementsEqual(name.utf8)
        : tape.string(token) == name
      if isFound { return JSONValue(tape: tape, index: index + 1) }
      index = Int(tape.tokens[index + 1].next)
    }
    return nil
  }
}

/// A list of a tape.
struct JSONArray: UnkeyedDecodingContainer {
  private let tape: JSONTape
  private let array: JSONTape.Token
  private var next: Int
  private(set) var currentIndex = 0

  init(_ value: JSONValue) throws(JSONFault) {
    guard value.token.kind == .array else { throw value.tape.fault("a list", at: value.token) }
    tape = value.tape
    array = value.token
    next = value.index + 1
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { Int(array.count) }
  var isAtEnd: Bool { currentIndex == Int(array.count) }

  mutating func decodeNil() throws -> Bool { false }
  mutating func decode(_ type: Bool.Type) throws -> Bool { try advance().decode(type) }
  mutating func decode(_ type: String.Type) throws -> String { try advance().decode(type) }
  mutating func decode(_ type: Double.Type) throws -> Double { try advance().decode(type) }
  mutating func decode(_ type: Float.Type) throws -> Float { try advance().decode(type) }
  mutating func decode(_ type: Int.Type) throws -> Int { try advance().decode(type) }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try advance().decode(type) }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try advance().decode(type) }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try advance().decode(type) }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try advance().decode(type) }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try advance().decode(type) }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try advance().decode(type) }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try advance().decode(type) }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try advance().decode(type) }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try advance().decode(type) }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try advance().decode(type)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try advance().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try advance().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try advance() }

  private mutating func advance() throws(JSONFault) -> JSONValue {
    guard !isAtEnd else {
      throw tape.fault("another element", at: Int(array.end), to: Int(array.end))
    }
    let value = JSONValue(tape: tape, index: next)
    next = Int(tape.tokens[next].next)
    currentIndex += 1
    return value
  }
}
