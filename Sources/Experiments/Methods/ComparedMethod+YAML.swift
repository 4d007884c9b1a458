import Inputs
import Pruning

// The methods of a protocol file.
extension ComparedMethod {
  /// Reads the list of a protocol file. An entry is a name, `cpna`; a name with options, `cpna: {annealing-rate: 5}`;
  /// or all in one mapping, `{method: cpna, as: slow, title: slow CPNA, annealing-rate: 5}`.
  /// - Throws: ``InputError`` at a name that `catalogue` does not have, or that needs another beside it; or at an option
  ///   that the method does not have.
  static func list(
    _ value: YAMLValue, from catalogue: MethodCatalogue
  ) throws(InputError) -> [ComparedMethod] {
    guard value.elements?.isEmpty == false else {
      throw value.error(
        expected: "a list of methods, such as [dense, cpna],",
        hint: "without the key the paper's three are compared")
    }
    let entries = try value.list { entry throws(InputError) in
      let parts = try Entry(entry, catalogue)
      return (parts: parts, method: try parts.method(of: catalogue))
    }
    var names: Set<String> = []
    for entry in entries where !names.insert(entry.parts.name).inserted {
      throw entry.parts.place.error(
        expected: "methods whose names are all different",
        hint: "give this one a name of its own, by 'as: \(entry.parts.name)-2' for one")
    }
    let pruned = entries.lazy.compactMap(\.method).first(where: \.isPruned)
    let methods = try entries.map { entry throws(InputError) in
      if let method = entry.method { return method }
      guard let pruned else {
        throw value.error(
          expected: "a method that prunes beside 'equivalent', which has as many connections")
      }
      return .equivalent(to: pruned.name)
    }
    var titles: Set<String> = []
    for (entry, method) in zip(entries, methods) where !titles.insert(method.title).inserted {
      throw Entry.error(
        at: entry.parts.titlePlace, found: method.title,
        expected: "methods whose titles are all different",
        hint: "reports tell them apart by 'title'")
    }
    return methods
  }

  /// The method as an entry of the list; the name alone where it says all.
  package var yaml: String {
    let standard = MethodCatalogue.standard[trainedBy]
    guard sizedAs == nil, options != nil || name.rawValue != trainedBy || title != standard?.title
    else { return name.rawValue }
    let pairs =
      [("method", trainedBy), ("as", name.rawValue), ("title", YAMLText.scalar(title))]
      + (options ?? [:]).sorted { $0.key < $1.key }
      .map { key, value in
        if case .number = value {
          (key, value.description)
        } else {
          (key, YAMLText.scalar(value.description))
        }
      }
    return "{\(pairs.map { "\($0): \($1)" }.joined(separator: ", "))}"
  }

  /// What `prunebench fit --method` says to train by it: the method with its options, whatever it is called.
  package var training: String {
    guard let options, !options.isEmpty else { return trainedBy }
    let pairs = options.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return "{method: \(trainedBy), \(pairs.joined(separator: ", "))}"
  }

  /// What an entry says.
  private struct Entry {
    /// Where it stands.
    let place: YAMLValue
    let identifier: String
    let name: String
    /// Where its title stands, if it has one of its own.
    let titlePlace: YAMLValue
    private let title: String?
    private let options: [(key: String, value: YAMLValue)]

    init(_ value: YAMLValue, _ catalogue: MethodCatalogue) throws(InputError) {
      place = value
      var entries: [(key: String, value: YAMLValue)] = []
      if value.isMapping {
        entries = try value.entries()
        if let method = entries.first(where: { $0.key == "method" }) {
          identifier = try method.value.string()
        } else if entries.count == 1 {
          identifier = entries[0].key
          entries = try entries[0].value.entries()
        } else {
          throw value.error(
            expected: "the key 'method' beside options, or one method with its options",
            hint: "such as {method: cpna, as: slow, annealing-rate: 5}")
        }
      } else {
        identifier = try value.string()
      }
      let names = catalogue.methods.map(\.identifier) + [MethodName.equivalent.rawValue]
      guard names.contains(identifier) else {
        throw Self.error(
          at: value, found: identifier, expected: "a method: \(names.joined(separator: ", "))",
          hint: nearestWord(to: identifier, in: names).map { "did you mean '\($0)'?" })
      }
      func own(_ key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }
      titlePlace = own("title") ?? value
      title = try own("title")?.text()
      name = try own("as")?.identifier() ?? identifier
      options = entries.filter { !["method", "as", "title"].contains($0.key) }
      if let place = own("as"), name != identifier,
        names.contains(name) || MethodName.isFormer(name)
      {
        throw place.error(expected: "a name that no method has")
      }
      guard identifier != MethodName.equivalent.rawValue || entries.isEmpty else {
        throw value.error(expected: "'equivalent' without options")
      }
    }

    /// The method with its options; nil for the equivalent network.
    func method(of catalogue: MethodCatalogue) throws(InputError) -> ComparedMethod? {
      var chosen: [String: OptionValue] = [:]
      for (key, value) in options {
        let text = try value.text()
        let number = Double(text).flatMap { $0.isFinite ? $0 : nil }
        chosen[key] = number.map { .number($0) } ?? .word(text)
      }
      do {
        guard let method = try catalogue.method(identifier, options: chosen) else { return nil }
        let said = chosen.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let title: String? =
          if !said.isEmpty {
            "\(method.title) (\(said.joined(separator: ", ")))"
          } else {
            name == identifier ? nil : "\(method.title) (\(name))"
          }
        return ComparedMethod(method, as: name, title: self.title ?? title)
      } catch {
        let value = options.first { $0.key == error.key }?.value ?? place
        guard let known = error.known else { throw value.error(expected: error.expected) }
        throw Self.error(
          at: value, found: error.key, expected: error.expected,
          hint: nearestWord(to: error.key, in: known).map { "did you mean '\($0)'?" })
      }
    }

    /// The complaint about a key at the place of its value.
    static func error(
      at value: YAMLValue, found: String, expected: String, hint: String?
    ) -> InputError {
      let error = value.error(expected: expected)
      return InputError(
        file: error.file, line: error.line, column: error.column, expected: error.expected,
        found: found, hint: hint)
    }
  }
}
