import Inputs

extension ARFFReader {
  /// A column declared by the file.
  struct Attribute: Hashable, Sendable {
    let name: String
    let kind: Kind

    enum Kind: Hashable, Sendable {
      case number
      case category([String])
      /// A string or a date.
      case text
    }

    /// The value in a sparse row that leaves the attribute out: 0, which for a category means its first level.
    var sparseValue: [UInt8] {
      switch kind {
      case .number: [UInt8(ascii: "0")]
      case .category(let levels): Array((levels.first ?? "").utf8)
      case .text: []
      }
    }
  }
}

extension ARFFReader.Attribute {
  /// Reads what follows `@attribute`.
  init(_ text: inout ARFFText) throws(InputError) {
    let start = text.column
    name = try text.value()
    guard !name.isEmpty else {
      throw text.error(at: start, expected: "the name of the attribute", found: name)
    }
    kind = try Self.kind(&text, of: name)
    guard !text.hasNext("{") else {
      throw text.error(
        expected: "the end of the attribute", found: text.rest,
        hint: "weights of attributes are not supported")
    }
  }

  private static func kind(
    _ text: inout ARFFText, of name: String
  ) throws(InputError) -> Kind {
    if text.take("{") { return .category(try levels(&text, of: name)) }
    let (type, start) = try text.keyword()
    switch type {
    case "numeric", "real", "integer": return .number
    case "string": return .text
    case "date":
      if !text.isBlankOrComment, !text.hasNext("{") { _ = try text.value() }
      return .text
    default:
      throw text.error(
        at: start, expected: "numeric, real, integer, string, date or {levels}", found: type,
        hint: type == "relational"
          ? "attributes that are tables are not supported" : nil)
    }
  }

  private static func levels(
    _ text: inout ARFFText, of name: String
  ) throws(InputError) -> [String] {
    var levels: [String] = []
    var known: Set<String> = []
    while !text.take("}") {
      guard !text.isBlankOrComment else {
        throw text.error(
          expected: "'}' after the levels of '\(name)'", found: "the end of the line")
      }
      let start = text.column
      let level = try text.value()
      guard known.insert(level).inserted else {
        throw text.error(
          at: start, expected: "levels of '\(name)' that are all different", found: level)
      }
      levels.append(level)
    }
    guard !levels.isEmpty else {
      throw text.error(expected: "at least one level of '\(name)'", found: "none")
    }
    return levels
  }
}
