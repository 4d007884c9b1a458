import Yams

/// One node of a YAML file. It knows its place, so that every error about it has one.
///
/// A reader asks for what it needs (`integer(in:)`, `list`, `mapping(of:)`); a missing key, an
/// unknown key, a wrong type or a value out of range is an ``InputError`` that names the key.
package struct YAMLValue {
  /// The file as the user names it.
  package let file: String
  /// The keys that lead here, such as `grid.hidden`.
  package let path: String
  let node: Node
  /// The entries of a mapping that was merged out of several (``replacing(by:)``); nil for any other node, whose
  /// entries are the node's own.
  let mergedEntries: [Entry]?

  /// Parses `text`, the content of `file`.
  /// - Throws: ``InputError`` at the place where the text stops being YAML.
  package init(parsing text: String, file: String) throws(InputError) {
    // Windows begins a file with a mark of byte order, which is none of the text.
    let text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    do {
      guard let root = try compose(yaml: Self.keepingMarks(text)) else {
        throw InputError(
          code: .syntax, file: file, line: 1, expected: "a YAML mapping", found: "")
      }
      self.init(file: file, path: "", node: root)
    } catch let error as InputError {
      throw error
    } catch let error as YamlError {
      throw Self.located(error, file: file)
    } catch {
      throw InputError(
        code: .syntax, file: file, expected: "YAML", hint: Self.firstLine("\(error)"))
    }
  }

  /// Yams drops a mark of byte order that a scalar begins with, and a second one not: ``YAMLText`` writes it as an
  /// escape, behind a quote that is none of the scalar's own.
  private static func keepingMarks(_ text: String) -> String {
    let mark = "\\uFEFF"
    guard text.contains(mark) else { return text }
    return text.replacing(" \"\(mark)", with: " \"\(mark)\(mark)")
      .replacing("[\"\(mark)", with: "[\"\(mark)\(mark)")
  }

  private static func firstLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
  }

  init(file: String, path: String, node: Node, mergedEntries: [Entry]? = nil) {
    self.file = file
    self.path = path
    self.node = node
    self.mergedEntries = mergedEntries
  }

  /// The error that this node is not what was expected.
  /// - Parameter found: what is there instead; by default what the node is.
  package func error(
    expected: String, found: String? = nil, hint: String? = nil,
    code: InputError.Code = .invalidValue
  ) -> InputError {
    let name = path.isEmpty ? expected : "\(expected) for '\(path)'"
    return InputError(
      code: code, file: file, line: node.mark?.line, column: node.mark?.column, expected: name,
      found: found ?? self.found, hint: hint)
  }

  /// The folder of the file that the node stands in; empty if that is the current one, or if it stands in no file.
  package var folder: String {
    guard node.mark != nil, let slash = file.lastIndex(of: "/") else { return "" }
    return String(file[...slash])
  }

  private var found: String {
    switch node {
    case .scalar(let scalar): scalar.string
    case .mapping: "a mapping"
    case .sequence(let sequence): sequence.isEmpty ? "an empty list" : "a list"
    case .alias: "an alias"
    }
  }

  private static func located(_ error: YamlError, file: String) -> InputError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      InputError(
        code: .syntax, file: file, line: mark.line, column: mark.column, expected: "YAML",
        hint: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      InputError(
        code: .duplicate, file: file, line: context.mark.line, column: context.mark.column,
        expected: "each key once", found: duplicates.map { "\($0)" }.sorted().joined(separator: " ")
      )
    default:
      InputError(code: .syntax, file: file, expected: "YAML", hint: firstLine("\(error)"))
    }
  }
}

// MARK: - Scalars

extension YAMLValue {
  /// The node's text, as written.
  package func string() throws(InputError) -> String {
    guard case .scalar(let scalar) = node else { throw error(expected: "a text") }
    return scalar.string
  }

  /// A whole number in `range`; an upper bound of `Int.max` means that there is none.
  package func integer(in range: ClosedRange<Int>) throws(InputError) -> Int {
    guard case .scalar(let scalar) = node, let value = Int(scalar.string) else {
      throw error(expected: Self.describe(range))
    }
    return try checked(value, in: range, Self.describe(range))
  }

  /// A finite number in `range`; `greatestFiniteMagnitude` as upper bound means that there is none.
  package func number(in range: ClosedRange<Double>) throws(InputError) -> Double {
    guard case .scalar(let scalar) = node, let value = Double(scalar.string) else {
      throw error(expected: Self.describe(range))
    }
    return try checked(value, in: range, Self.describe(range))
  }

  private func checked<Number: Comparable>(
    _ value: Number, in range: ClosedRange<Number>, _ description: String
  ) throws(InputError) -> Number {
    guard range.contains(value) else { throw error(expected: description, code: .outOfRange) }
    return value
  }

  /// `true` or `false`.
  package func boolean() throws(InputError) -> Bool {
    switch try string() {
    case "true": return true
    case "false": return false
    default: throw error(expected: "true or false")
    }
  }

  /// One of the words of an enumeration.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    of type: Choice.Type
  ) throws(InputError) -> Choice {
    guard let value = Choice(rawValue: try string()) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw error(expected: "one of \(words)")
    }
    return value
  }

  private static func describe(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "an integer of at least \(range.lowerBound)"
      : "an integer from \(range.lowerBound) to \(range.upperBound)"
  }

  private static func describe(_ range: ClosedRange<Double>) -> String {
    range.upperBound == .greatestFiniteMagnitude
      ? "a number of at least \(range.lowerBound)"
      : "a number from \(range.lowerBound) to \(range.upperBound)"
  }
}

// MARK: - Collections

extension YAMLValue {
  /// Reads each element of a list that must not be empty.
  package func list<Element>(
    _ read: (YAMLValue) throws(InputError) -> Element
  ) throws(InputError) -> [Element] {
    guard let elements, !elements.isEmpty else {
      throw error(expected: "a list, not empty,", code: .missing)
    }
    var result: [Element] = []
    for element in elements { result.append(try read(element)) }
    return result
  }

  /// The elements of a list, or nil if the node is not a list.
  package var elements: [YAMLValue]? {
    guard case .sequence(let sequence) = node else { return nil }
    return sequence.enumerated().map { index, node in
      YAMLValue(file: file, path: "\(path)[\(index)]", node: node)
    }
  }

  /// Whether the node is a mapping.
  package var isMapping: Bool { node.mapping != nil }

  /// The node as a mapping that has no other keys than `keys`.
  /// - Throws: ``InputError`` that names an unknown key and the known one nearest to it.
  package func mapping(of keys: [String]) throws(InputError) -> YAMLMapping {
    let entries = try allEntries()
    for entry in entries where !keys.contains(entry.key) {
      throw entry.error(unknownAmong: keys, in: path)
    }
    let pairs = entries.map { ($0.key, $0) }
    return YAMLMapping(value: self, entries: Dictionary(pairs) { first, _ in first })
  }

  /// The entries of a mapping whose keys are the user's own, in the order of the file.
  /// - Throws: ``InputError`` if it is no mapping, or if what is to be removed was never there.
  package func entries() throws(InputError) -> [(key: String, value: YAMLValue)] {
    let entries = try allEntries()
    let left = entries.filter { $0.removal == nil }
    for entry in entries where entry.removal == .ofNothing {
      throw entry.error(unknownAmong: left.map(\.key), in: path)
    }
    return left.map { ($0.key, $0.value) }
  }

  /// The entries of a mapping, those that a merge removed among them.
  func allEntries() throws(InputError) -> [Entry] {
    if let mergedEntries { return mergedEntries }
    guard case .mapping(let mapping) = node else { throw error(expected: "a mapping") }
    return mapping.map { key, value in
      let name = key.string ?? "?"
      let child = YAMLValue(file: file, path: path.isEmpty ? name : "\(path).\(name)", node: value)
      return Entry(key: name, mark: key.mark, value: child)
    }
  }

  /// A key of a mapping, where it stands, and its value.
  struct Entry {
    /// What a `null` removed.
    enum Removal {
      case ofInherited
      case ofNothing
    }

    let key: String
    let mark: Mark?
    let value: YAMLValue
    var removal: Removal?

    /// The error that the key is none of `keys`, those of the mapping at `path`.
    func error(unknownAmong keys: [String], in path: String) -> InputError {
      let nearest = nearestWord(to: key, in: keys)
      return InputError(
        code: .unknownName, file: value.file, line: mark?.line, column: mark?.column,
        expected: "one of the keys \(keys.joined(separator: ", "))"
          + (path.isEmpty ? "" : " in '\(path)'"),
        found: key, hint: nearest.map { "did you mean '\($0)'?" })
    }
  }
}

/// A YAML mapping whose keys are all known.
package struct YAMLMapping {
  let value: YAMLValue
  let entries: [String: YAMLValue.Entry]

  /// The value of a key that must be there.
  /// - Parameter hint: what to do where it is not.
  package func required(_ key: String, hint: String? = nil) throws(InputError) -> YAMLValue {
    if let value = optional(key) { return value }
    let removal = entries[key]
    let mark = removal.map { $0.mark } ?? value.node.mark
    throw InputError(
      code: .missing, file: removal?.value.file ?? value.file, line: mark?.line,
      column: mark?.column,
      expected: "the key '\(key)'" + (value.path.isEmpty ? "" : " in '\(value.path)'"),
      hint: removal.map { _ in "it cannot be left out, so null cannot remove it" } ?? hint)
  }

  /// The value of a key that may be left out.
  package func optional(_ key: String) -> YAMLValue? {
    entries[key].flatMap { $0.removal == nil ? $0.value : nil }
  }
}
