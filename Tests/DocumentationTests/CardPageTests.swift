import Foundation
import Testing

/// The reference of cards in `docs/cards.md` is generated from `data/card.schema.json`, which other tests compare with
/// the code that reads cards.
struct CardPageTests {
  @Test func keysAreTheSchemas() throws {
    let file = Page.repository.appendingPathComponent("data/card.schema.json")
    let schema = try JSONDecoder().decode(Schema.self, from: Data(contentsOf: file))
    var parts: [String] = []
    add(schema, titled: "The card", to: &parts)
    try Page("cards.md").expect(generated: parts.joined(separator: "\n"))
  }

  /// Adds the table of an object's keys, and those of the objects in it.
  private func add(_ schema: Schema, titled title: String, to parts: inout [String]) {
    let properties = schema.properties ?? [:]
    let required = schema.required ?? []
    func rank(_ key: String) -> (Int, String) { (required.contains(key) ? 0 : 1, key) }
    let keys = properties.keys.sorted { rank($0) < rank($1) }
    let rows = keys.map { key in
      let own = properties[key]
      #expect(own?.description != nil, "\(title): \(key) needs a description in the schema")
      return [
        "`\(key)`" + (required.contains(key) ? " (required)" : ""), own?.values ?? "",
        own?.description ?? "",
      ]
    }
    parts.append("### \(title)\n\n" + Page.table(["key", "value", "meaning"], rows))
    for key in keys {
      guard let own = properties[key], let object = own.items ?? own.ifObject else { continue }
      guard object.properties != nil else { continue }
      add(object, titled: own.items == nil ? "`\(key)`" : "Each of `\(key)`", to: &parts)
    }
  }

  /// What we use of JSON Schema.
  private final class Schema: Decodable {
    let description: String?
    let type: String?
    let choices: [String]?
    let minimum: Int?
    let maximum: Int?
    let required: [String]?
    let properties: [String: Schema]?
    let items: Schema?

    enum CodingKeys: String, CodingKey {
      case description, type, minimum, maximum, required, properties, items
      case choices = "enum"
    }

    var ifObject: Schema? { type == "object" ? self : nil }

    /// The values that a key may have, in words.
    var values: String {
      if let choices { return choices.map { "`\($0)`" }.joined(separator: ", ") }
      return switch (type, minimum, maximum) {
      case ("integer", let least?, let most?): "an integer from \(least) to \(most)"
      case ("integer", let least?, nil): "an integer of at least \(least)"
      case ("boolean", _, _): "`true` or `false`"
      case ("array", _, _): items?.type == "string" ? "a list of texts" : "a list"
      case ("object", _, _): "a mapping"
      case ("string", _, _): "a text"
      case ("number", _, _): "a number"
      default: "a name, or a mapping"
      }
    }
  }
}
