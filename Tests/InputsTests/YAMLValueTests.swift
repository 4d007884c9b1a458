import Inputs
import Testing

struct YAMLValueTests {
  private enum Colour: String, CaseIterable { case red, green }

  private func root(_ text: String) throws -> YAMLValue {
    try YAMLValue(parsing: text, file: "f.yaml")
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func readsEveryKind() throws {
    let map = try root(
      "{text: hi, count: 3, rate: 1e-3, on: true, colour: red, list: [1, 2], map: {b: 1, a: 2}}"
    ).mapping(of: ["text", "count", "rate", "on", "colour", "list", "map", "absent"])
    #expect(try map.required("text").string() == "hi")
    #expect(try map.required("count").integer(in: 0...9) == 3)
    #expect(try map.required("rate").number(in: 0...1) == 1e-3)
    #expect(try map.required("on").boolean())
    #expect(try map.required("colour").choice(of: Colour.self) == .red)
    let numbers = try map.required("list")
      .list { (value: YAMLValue) throws(InputError) in try value.integer(in: 0...9) }
    #expect(numbers == [1, 2])
    #expect(try map.required("map").entries().map(\.key) == ["b", "a"])
    #expect(map.optional("absent") == nil)
    #expect(try map.required("map").isMapping)
    #expect(try map.required("text").elements == nil)
  }

  @Test func everyComplaintIsLocated() throws {
    let value = try root("a:\n  b: word\n  list: []\n")
    let a = try value.mapping(of: ["a"]).required("a").mapping(of: ["b", "list"])
    let b = try a.required("b")
    let list = try a.required("list")
    let cases: [(String, () throws -> Void)] = [
      (
        #"f.yaml:2:6: expected an integer from 1 to 3 for 'a.b', found "word""#,
        { _ = try b.integer(in: 1...3) }
      ),
      (
        #"f.yaml:2:6: expected an integer of at least 1 for 'a.b', found "word""#,
        { _ = try b.integer(in: 1...Int.max) }
      ),
      (
        #"f.yaml:2:6: expected a number from 0.0 to 1.0 for 'a.b', found "word""#,
        { _ = try b.number(in: 0...1) }
      ),
      (#"f.yaml:2:6: expected true or false for 'a.b', found "word""#, { _ = try b.boolean() }),
      (
        #"f.yaml:2:6: expected one of red, green for 'a.b', found "word""#,
        { _ = try b.choice(of: Colour.self) }
      ),
      (
        #"f.yaml:2:6: expected a mapping for 'a.b', found "word""#, { _ = try b.mapping(of: []) }
      ),
      (
        #"f.yaml:3:9: expected a list, not empty, for 'a.list', found "an empty list""#,
        { _ = try list.list { _ in 0 } }
      ),
      (
        #"f.yaml:3:9: expected a text for 'a.list', found "an empty list""#,
        { _ = try list.string() }
      ),
    ]
    for (text, body) in cases { #expect(message(body) == text) }
  }

  @Test(
    arguments: [
      ("x: [", InputError.Code.syntax), ("", .syntax), ("x: 1\nx: 2", .duplicate),
      ("y: 1", .unknownName),
      ("{}", .missing), ("x: word", .invalidValue), ("x: 7", .outOfRange),
      ("x: [1]", .invalidValue),
      ("x: 2", nil),
    ] as [(String, InputError.Code?)])
  func everyComplaintHasACode(text: String, code: InputError.Code?) {
    func read() throws -> Int {
      try root(text).mapping(of: ["x"]).required("x").integer(in: 1...3)
    }
    guard let code else {
      #expect(throws: Never.self) { try read() }
      return
    }
    #expect(#expect(throws: InputError.self) { try read() }?.code == code)
  }

  @Test func listsHaveCodes() throws {
    func code(_ text: String) throws -> InputError.Code? {
      let value = try root("x: \(text)").mapping(of: ["x"]).required("x")
      do throws(InputError) {
        _ = try value.distinctList { (entry: YAMLValue) throws(InputError) in
          try entry.number(in: 0...1)
        }
        return nil
      } catch { return error.code }
    }
    #expect(try code("[]") == .missing && code("1") == .missing && code("[1, 1]") == .duplicate)
    #expect(try code("[1, 2]") == .outOfRange && code("[1, x]") == .invalidValue)
    #expect(try code("[0, 1]") == nil)
  }

  @Test func unknownKeyNamesTheNearest() throws {
    let text = message { _ = try root("name: x\nhiden: 3\n").mapping(of: ["name", "hidden"]) }
    #expect(
      text
        == #"f.yaml:2:1: expected one of the keys name, hidden, found "hiden"; did you mean 'hidden'?"#
    )
  }

  @Test func missingKeyIsNamed() throws {
    let text = message { _ = try root("name: x\n").mapping(of: ["name", "k"]).required("k") }
    #expect(text.hasPrefix("f.yaml:1:1: expected the key 'k'"))
  }

  @Test(arguments: ["a: [1, 2", "a: b: c", "a: \"x", "\ta: 1", "a: 1\na: 2", "%", "- a\nb: 1"])
  func whatIsNotYAMLIsLocated(text: String) {
    let error = #expect(throws: InputError.self) { try root(text) }
    #expect(error?.file == "f.yaml")
    #expect(error?.line != nil, "\(String(describing: error))")
  }

  @Test func emptyFileIsNoMapping() {
    for text in ["", "# only a comment\n"] {
      #expect(throws: InputError.self) { try root(text).mapping(of: []) }
    }
  }

  @Test func numbersThatAreNoNumbers() throws {
    for text in ["nan", "inf", "1e999", "abc", "''"] {
      let value = try root("x: \(text)").mapping(of: ["x"]).required("x")
      #expect(throws: InputError.self) {
        try value.number(in: 0...Double.greatestFiniteMagnitude)
      }
    }
  }

  @Test func aMarkOfByteOrderIsNoneOfTheText() throws {
    let value = try YAMLValue(parsing: "\u{FEFF}name: car\n", file: "card.yaml")
    #expect(try value.mapping(of: ["name"]).required("name").string() == "car")
  }
}
