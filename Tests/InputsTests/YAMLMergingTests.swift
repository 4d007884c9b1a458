import Inputs
import Testing

struct YAMLMergingTests {
  private func merged(_ base: String, _ changes: String) throws -> YAMLValue {
    try YAMLValue(parsing: base, file: "base.yaml")
      .replacing(by: YAMLValue(parsing: changes, file: "own.yaml"))
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  /// The value as text, keys in their order.
  private func text(_ value: YAMLValue) throws -> String {
    if value.isMapping {
      let entries = try value.entries().map { "\($0.key): \(try text($0.value))" }
      return "{\(entries.joined(separator: ", "))}"
    }
    guard let elements = value.elements else { return try value.string() }
    return "[\(try elements.map(text).joined(separator: ", "))]"
  }

  @Test(arguments: [
    ("{a: 1, b: 2}", "{b: 3}", "{a: 1, b: 3}"),
    ("{a: 1}", "{b: 3}", "{a: 1, b: 3}"),
    ("{a: {b: 1, c: 2}, d: 3}", "{a: {c: 4, e: 5}}", "{a: {b: 1, c: 4, e: 5}, d: 3}"),
    ("{a: {b: {c: 1, d: 2}}}", "{a: {b: {c: 3}}}", "{a: {b: {c: 3, d: 2}}}"),
    ("{a: [1, 2]}", "{a: [3]}", "{a: [3]}"),
    ("{a: {b: 1}}", "{a: [3]}", "{a: [3]}"),
    ("{a: 1}", "{a: {b: 1}}", "{a: {b: 1}}"),
    ("{a: 1, b: 2}", "{a: null}", "{b: 2}"),
    ("{a: 1, b: 2}", "{a: ~}", "{b: 2}"),
    ("{a: 1, b: 2}", "{a: 'null'}", "{a: null, b: 2}"),
    ("{a: {b: 1}, c: 2}", "{a: {b: null}}", "{a: {}, c: 2}"),
    ("{a: 1}", "{}", "{a: 1}"),
    ("{}", "{a: 1}", "{a: 1}"),
  ])
  func mappingsMergeAndAnythingElseReplaces(base: String, changes: String, result: String) throws {
    #expect(try text(merged(base, changes)) == result)
  }

  @Test func aRemovedKeyCanComeBack() throws {
    let removed = try merged("{a: {x: 1}, b: 2}", "{a: null}")
    let back = try removed.replacing(by: YAMLValue(parsing: "{a: {y: 3}}", file: "third.yaml"))
    #expect(try text(back) == "{a: {y: 3}, b: 2}")
    let again = try back.replacing(by: YAMLValue(parsing: "{a: null}", file: "fourth.yaml"))
    #expect(try text(again) == "{b: 2}")
  }

  @Test func everyValueKnowsItsFile() throws {
    let value = try merged("a:\n  b: 1\n  c: x\n", "# own\na:\n  b: y\n  d: 1\n")
    let a = try value.mapping(of: ["a"]).required("a")
    let map = try a.mapping(of: ["b", "c", "d", "e"])
    #expect(
      message { _ = try map.required("b").boolean() }
        == #"own.yaml:3:6: expected true or false for 'a.b', found "y""#)
    #expect(
      message { _ = try map.required("c").boolean() }
        == #"base.yaml:3:6: expected true or false for 'a.c', found "x""#)
    #expect(
      message { _ = try map.required("e") }
        == "own.yaml:3:3: expected the key 'e' in 'a'")
    #expect(
      message { _ = try a.mapping(of: ["b", "cc", "d"]) }
        == #"base.yaml:3:3: expected one of the keys b, cc, d in 'a', found "c"; did you mean 'cc'?"#
    )
    #expect(
      message { _ = try a.mapping(of: ["b", "c", "dd"]) }
        == #"own.yaml:4:3: expected one of the keys b, c, dd in 'a', found "d"; did you mean 'dd'?"#
    )
  }

  @Test func removalsAreLocated() throws {
    let value = try merged("{a: 1, m: {x: 1, y: 2}}", "a: null\nbee: null\nm: {xx: null}\n")
    let map = try value.mapping(of: ["a", "bee", "m"])
    #expect(map.optional("a") == nil && map.optional("bee") == nil)
    #expect(
      message { _ = try map.required("a") }
        == "own.yaml:1:1: expected the key 'a'; it cannot be left out, so null cannot remove it")
    #expect(
      message { _ = try value.mapping(of: ["a", "bees", "m"]) }
        == #"own.yaml:2:1: expected one of the keys a, bees, m, found "bee"; did you mean 'bees'?"#)
    #expect(
      message { _ = try map.required("m").entries() }
        == #"own.yaml:3:5: expected one of the keys x, y in 'm', found "xx"; did you mean 'x'?"#)
  }

  @Test func aPathLeadsToAValueOfNoFile() throws {
    let change = try YAMLValue(setting: "a.b", to: "[1, x]", source: "--set")
    #expect(change.leafPaths == ["a.b"])
    let value = try YAMLValue(parsing: "a: {b: 2, c: 3}", file: "base.yaml").replacing(by: change)
    #expect(try text(value) == "{a: {b: [1, x], c: 3}}")
    let map = try value.mapping(of: ["a"]).required("a").mapping(of: ["b", "c", "d"])
    let elements = try #require(try map.required("b").elements)
    #expect(
      message { _ = try elements[1].integer(in: 0...9) }
        == #"--set: expected an integer from 0 to 9 for 'a.b[1]', found "x""#)
    #expect(message { _ = try map.required("d") } == "base.yaml:1:4: expected the key 'd' in 'a'")
    #expect(
      message { _ = try YAMLValue(setting: "a.b", to: "[1", source: "--set") }
        .hasPrefix("--set:2:1: expected YAML; "))
  }

  @Test func leavesAreFound() throws {
    let value = try YAMLValue(parsing: "{a: {b: 1, c: {d: [1]}}, e: {}, f: x}", file: "f.yaml")
    #expect(value.leafPaths == ["a.b", "a.c.d", "e", "f"])
    #expect(try text(value.without(["a", "f"])) == "{e: {}}")
  }
}
