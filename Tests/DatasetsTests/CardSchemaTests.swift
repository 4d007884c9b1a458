import Foundation
import Inputs
import Testing

@testable import Datasets

/// Compares `data/card.schema.json`, for editors, with the code that reads cards.
struct CardSchemaTests {
  let root: [String: Any]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../data/card.schema.json")
    root = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  func properties(_ path: [String]) throws -> [String: [String: Any]] {
    var schema = root
    for key in path {
      let properties = try #require(schema["properties"] as? [String: [String: Any]])
      let next = try #require(properties[key], "\(key)")
      schema = next["items"] as? [String: Any] ?? next
    }
    return try #require(schema["properties"] as? [String: [String: Any]])
  }

  /// An unknown key is refused with the list of known keys, which must be the schema's.
  @Test(
    arguments: [
      ([], "title: Flowers", "title: Flowers\nzzz: 1"),
      (["source"], "archive:", "zzz: 1\n  archive:"),
      (["files"], "name: flowers.data", "{name: flowers.data, zzz: 1}"),
      (["format"], "delimiter: comma", "delimiter: comma, zzz: 1"),
      (["missing"], "columns:", "missing: {zzz: 1}\ncolumns:"),
      (["columns"], "name: length", "name: length, zzz: 1"),
      (["labels"], "columns:", "labels: {zzz: 1}\ncolumns:"),
      (["expected"], "rows: 6", "rows: 6, zzz: 1"),
    ] as [([String], String, String)])
  func keysAreTheReaders(path: [String], original: String, replacement: String) throws {
    var text = Fixtures.flowers.replacing(original, with: replacement, maxReplacements: 1)
    if path == ["labels"] {
      text = text.replacing(", role: target", with: "").replacing(
        ", class-names: [Rose, Iris, Lily]", with: "")
    }
    let found = message { _ = try Fixtures.card(text) }.split(separator: ", found")[0]
    let list = try #require(
      found.firstMatch(of: /expected one of the keys ([a-z0-9, -]*[a-z0-9])/), "\(found)")
    let keys = list.1.replacing(" in", with: "").split(separator: ", ").map(String.init)
    #expect(Set(keys) == Set(try properties(path).keys), "\(found)")
  }

  @Test(
    arguments: [
      (["format", "layout"], "delimiter: comma", "layout: zzz"),
      (["format", "header"], "delimiter: comma", "header: zzz"),
      (["format", "decimal"], "delimiter: comma", "decimal: zzz"),
      (["format", "thousands"], "delimiter: comma", "thousands: zzz"),
      (["columns", "date"], "name: length", "name: length, date: zzz"),
      (["missing", "policy"], "columns:", "missing: {policy: zzz}\ncolumns:"),
      (["columns", "missing"], "name: length", "name: length, missing: zzz"),
      (["columns", "role"], "name: length", "name: length, role: zzz"),
      (["files", "part"], "- name: flowers.data", "- {name: flowers.data, part: zzz}"),
    ] as [([String], String, String)])
  func choicesAreTheReaders(path: [String], original: String, replacement: String) throws {
    let text = Fixtures.flowers.replacing(original, with: replacement, maxReplacements: 1)
    let found = message { _ = try Fixtures.card(text) }.split(separator: ", found")[0]
    let list = try #require(found.firstMatch(of: /expected one of ([a-z, -]*[a-z])/), "\(found)")
    let choices = list.1.replacing(" for", with: "").split(separator: ", ").map(String.init)
    let schema = try properties(path.dropLast())[path[path.count - 1]]
    #expect(choices == schema?["enum"] as? [String], "\(found)")
  }
}
