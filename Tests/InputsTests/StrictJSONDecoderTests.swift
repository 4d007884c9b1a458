import Foundation
import Testing

@testable import Inputs

struct StrictJSONDecoderTests {
  enum Kind: String, Codable { case small, large }
  enum Outcome: Codable, Equatable {
    case result(Int)
    case failure(String)
  }
  struct Thing: Codable, Equatable {
    struct Part: Codable, Equatable {
      let size: [Int]
      let share: Double?
    }
    let name: String
    let kind: Kind
    let numbers: [Double]
    let nested: [[Int]]
    let parts: [Part]
    let counts: [String: Int]
    let outcome: Outcome
    let isWhole: Bool
    let when: Date
    let large: UInt64
  }

  static let thing = Thing(
    name: "a \"b\" \\ /\n\u{1F332} ü", kind: .large, numbers: [0.1, -2.5e-9, 3, 1e300],
    nested: [[], [1], [2, -3]],
    parts: [Thing.Part(size: [1, 2], share: nil), Thing.Part(size: [], share: 0.25)],
    counts: ["x": 1, "y \"z\"": 2], outcome: .failure("no"), isWhole: true,
    when: Date(timeIntervalSince1970: 1_709_210_096), large: .max)

  static func json(_ thing: Thing, _ formatting: JSONEncoder.OutputFormatting = .sortedKeys) throws
    -> [UInt8]
  {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    encoder.dateEncodingStrategy = .iso8601
    return Array(try encoder.encode(thing))
  }

  func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try StrictJSONDecoder(JSONTape(Array(text.utf8))).decode(type)
  }

  @Test func whatFoundationEncodesIsDecoded() throws {
    for formatting in [JSONEncoder.OutputFormatting.sortedKeys, .prettyPrinted] {
      let bytes = try Self.json(Self.thing, formatting)
      #expect(try StrictJSONDecoder(JSONTape(bytes)).decode(Thing.self) == Self.thing)
    }
  }

  @Test func manyValuesOfOneTextAreDecoded() throws {
    let line = try Self.json(Self.thing)
    let decoder = StrictJSONDecoder(JSONTape(line + [10] + line))
    for start in [0, line.count + 1] {
      #expect(try decoder.decode(Thing.self, in: start..<start + line.count) == Self.thing)
    }
  }

  /// Short lists are read once, and then known by their texts, but not any number of them.
  @Test func listsThatRecurAreTheSame() throws {
    let numbers = Array(0..<12_000)
    let lines = numbers.map { "[[\($0),1],[\($0), 1],[1,\($0)],[]]" }
    let decoder = StrictJSONDecoder(JSONTape(Array((lines + lines).joined().utf8)))
    var start = 0
    for (number, line) in zip(numbers + numbers, lines + lines) {
      let lists = try decoder.decode([[Int]].self, in: start..<start + line.utf8.count)
      #expect(lists == [[number, 1], [number, 1], [1, number], []])
      start += line.utf8.count
    }
    #expect(throws: JSONFault.self) { try decode([[Int]].self, "[[0.5],[0.5]]") }
    #expect(try decode([[Double]].self, "[[0.5],[0.5],[1]]") == [[0.5], [0.5], [1]])
  }

  /// The nearest number of double precision, and every day of some centuries.
  @Test func numbersAndDatesAreExact() throws {
    for value in [
      0.1 + 0.2, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0, 123456789012345680,
    ] {
      let text = String(decoding: try JSONEncoder().encode([value]), as: UTF8.self)
      #expect(try decode([Double].self, text) == [value])
    }
    #expect(try decode([Int].self, "[\(Int.min),\(Int.max),0]") == [.min, .max, 0])
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    for day in stride(from: -80_000.0, to: 80_000, by: 97) {
      let date = Date(timeIntervalSince1970: 86_400 * day + 3_661)
      let text = String(decoding: try encoder.encode([date]), as: UTF8.self)
      #expect(try decode([Date].self, text) == [date], "\(text)")
    }
  }

  @Test(arguments: [
    ("{\"size\":[1],\"size\":[1]}", "each key once", 13),
    ("{\"size\":[1],\"s\\u0069ze\":[1]}", "each key once", 13),
    ("{\"size\":[1],\"width\":1}", "no key but those", 13),
    ("{\"share\":1}", "the key 'size'", 0),
    ("{\"size\":[1],\"share\":null}", "a number", 20),
    ("{\"size\":[1.0]}", "a whole number", 9),
    ("{\"size\":[-0]}", "a whole number", 9),
    ("{\"size\":[01]}", "a value", 9),
    ("{\"size\":[9223372036854775808]}", "a smaller whole number", 9),
    ("{\"size\":[1],\"share\":1e999}", "a finite number", 20),
    ("{\"size\":[1],\"share\":NaN}", "a value", 20),
    ("{\"size\":[1],\"share\":.5}", "a value", 20),
    ("{\"size\":[1],\"share\":5.}", "digits", 22),
    ("{\"size\":[1,]}", "a value", 11),
    ("{\"size\":[1]},", "the end of the text", 12),
    ("{\"size\":[1]", "the end of a list or an object", 11),
    ("{\"size\":[1", "the end of a list or an object", 10),
    ("{\"size\" [1]}", "':'", 8),
    ("{size:[1]}", "a key", 1),
    ("{\"si\nze\":[1]}", "no control character", 4),
    ("{\"size\\x\":[1]}", "UTF-8, and escapes as JSON has them", 2),
    ("{\"size", "the end of a text", 2),
    ("{\"size\\", "the end of a text", 2),
    ("{\"size\":[[1]]}", "a whole number", 9),
    ("{\"size\":{}}", "a list", 8),
    ("[1]", "an object", 0),
    ("", "a value", 0),
  ])
  func faultsAreLocated(text: String, expected: String, offset: Int) throws {
    let fault = #expect(throws: JSONFault.self) { try decode(Thing.Part.self, text) }
    #expect(try #require(fault).expected.hasPrefix(expected), "\(String(describing: fault))")
    #expect(fault?.offset == offset, "\(String(describing: fault))")
  }

  @Test func wordsAndDepthAreChecked() throws {
    #expect(throws: JSONFault.self) { try decode([Kind].self, "[\"huge\"]") }
    #expect(throws: JSONFault.self) {
      try decode([Outcome].self, "[{\"result\":{\"_0\":1},\"failure\":{\"_0\":\"\"}}]")
    }
    #expect(throws: JSONFault.self) { try decode([Outcome].self, "[{\"result\":{\"_1\":1}}]") }
    #expect(throws: JSONFault.self) {
      try decode([Int].self, String(repeating: "[", count: 1_000_000))
    }
    for date in [
      "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z",
      "2026-01-01T24:00:00Z",
      "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "+026-01-01T00:00:00Z",
    ] {
      #expect(throws: JSONFault.self) { try decode([Date].self, "[\"\(date)\"]") }
    }
    #expect(throws: JSONFault.self) {
      try StrictJSONDecoder(JSONTape([91, 34, 0xFF, 34, 93])).decode([String].self)
    }
  }

  /// Every prefix of a text, and every single changed byte, is a fault or a value, and never a trap.
  @Test func noDamageTraps() throws {
    let whole = try Self.json(Self.thing)
    for end in 0..<whole.count {
      #expect(throws: JSONFault.self) {
        try StrictJSONDecoder(JSONTape(Array(whole[..<end]))).decode(Thing.self)
      }
    }
    var decoded = 0
    for place in whole.indices {
      for byte in stride(from: UInt8(0), through: 255, by: 3) {
        var damaged = whole
        damaged[place] = byte
        decoded += (try? StrictJSONDecoder(JSONTape(damaged)).decode(Thing.self)) == nil ? 0 : 1
      }
    }
    #expect(decoded > 0)
  }

  /// Objects of any number of members: all are found, and no key is there twice, however it is written.
  @Test(arguments: [0, 1, 31, 32, 33, 34, 300])
  func largeObjectsAreReadAsSmallOnes(count: Int) throws {
    let keys = (0..<count).map { $0 % 7 == 0 ? "\\u0061\($0)" : "a\($0)" }
    let members = keys.enumerated().map { "\"\($1)\":\($0)" }
    let whole = try decode([String: Int].self, "{\(members.joined(separator: ","))}")
    #expect(whole == Dictionary(uniqueKeysWithValues: (0..<count).map { ("a\($0)", $0) }))
    for place in Set([0, count / 2, count - 1]) where count > 0 {
      for again in ["a\(place)", "\\u0061\(place)"] {
        let text = "{\((members + ["\"\(again)\":1"]).joined(separator: ","))}"
        let fault = #expect(throws: JSONFault.self) { try decode([String: Int].self, text) }
        #expect(fault?.expected == "each key once")
        #expect(fault?.offset == text.utf8.count - again.utf8.count - 4)
      }
    }
  }
}
