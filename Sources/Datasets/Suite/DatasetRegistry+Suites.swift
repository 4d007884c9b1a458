public import Inputs

extension DatasetRegistry {
  /// The datasets that `names` stand for: `suite:uci` for those of the suite `uci`, `suite:mine.yaml` for those of a file,
  /// any other name for itself. Each dataset occurs once, where it is first named.
  /// - Throws: ``InputError`` if there is no such suite, or at the place where a suite names a dataset that does not exist.
  public func expanded(_ names: [String]) throws(InputError) -> [String] {
    var expanded: [String] = []
    var known: Set<String> = []
    for name in names {
      guard Suite.isNamed(by: name) else {
        if known.insert(identity(of: name)).inserted { expanded.append(name) }
        continue
      }
      for entry in try Suite.named(name).datasets {
        try check(entry)
        if known.insert(identity(of: entry.name)).inserted { expanded.append(entry.name) }
      }
    }
    return expanded
  }

  /// Checks that each of `names` is another dataset, those of suites left aside.
  /// - Throws: ``InputError`` (usage) at a second name of one dataset, such as `xor:seed=7,k=3` for `xor:k=3,seed=7`.
  package func requireDistinct(_ names: [String]) throws(InputError) {
    var known: [String: String] = [:]
    for name in names where !Suite.isNamed(by: name) {
      if let first = known.updateValue(name, forKey: identity(of: name)) {
        throw InputError(
          .usage, code: .duplicate, expected: "each dataset once", found: name,
          hint: first == name ? nil : "'\(first)' is the same dataset")
      }
    }
  }

  /// What tells a dataset from others, however it is written: `xor:seed=7,k=3` is `xor:k=3,seed=7`, and `xor` what its
  /// name with all parameters is.
  private func identity(of name: String) -> String {
    // A path is not resolved: its card is read when it is loaded.
    guard !name.contains("/"), !InspectedTable.recognises(name) else { return name }
    if let (base, noise) = try? NoiseColumns.split(name) {
      return identity(of: base) + noise.suffix
    }
    guard let card = try? card(named: name) else { return name }
    return card.generator?.randomTable?.name ?? card.name
  }

  /// - Throws: ``InputError`` where a suite names a dataset that does not exist.
  private func check(_ entry: Suite.Entry) throws(InputError) {
    if InspectedTable.recognises(entry.name) { return }
    do {
      _ = try loader(named: entry.name)
    } catch let error where error.file == nil {
      throw InputError(
        code: error.code, file: entry.place.file, line: entry.place.line,
        column: entry.place.column, expected: error.expected, found: error.found, hint: error.hint)
    }
  }
}
