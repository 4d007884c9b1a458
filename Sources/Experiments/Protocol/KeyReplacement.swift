public import Inputs

/// A key of a protocol and its new value, as a text: `grid.hidden=[64, 256]`.
public struct KeyReplacement {
  /// What messages call it, in place of a file.
  let label: String
  /// The value in mappings of the keys that lead to it.
  let changes: YAMLValue

  /// Reads `KEY=VALUE`: keys with dots between them, and YAML.
  /// - Parameter label: what messages call the replacement; by default as it is written.
  /// - Throws: ``InputError`` if it is not of that form.
  public init(_ text: String, label: String? = nil) throws(InputError) {
    self.label = label ?? text
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    // What begins with '#' is a comment to YAML, and no value.
    guard parts.count == 2, !parts[0].isEmpty,
      let first = parts[1].first(where: { !$0.isWhitespace }), first != "#"
    else {
      throw InputError(
        .usage, code: .syntax, file: self.label, expected: "KEY=VALUE", found: text,
        hint:
          "such as grid.hidden=[64,256]; KEY=null removes an optional key, and a text that begins "
          + "with '#' needs quotes in the value")
    }
    do {
      changes = try YAMLValue(
        setting: String(parts[0]), to: String(parts[1]), source: self.label)
    } catch {
      throw error.moved(to: .usage, file: self.label)
    }
    guard !touches("extends") else {
      throw InputError(
        .usage, file: self.label, expected: "a key other than 'extends'", found: text,
        hint: "name the protocol that is changed", remedies: [.protocolName])
    }
  }

  /// Whether it says anything of the value at `key`, such as `split.count`: of it, of a part of it, or of a whole
  /// that it is part of.
  public func touches(_ key: String) -> Bool {
    changes.leafPaths.contains { leaf in
      leaf == key || leaf.hasPrefix("\(key).") || key.hasPrefix("\(leaf).")
    }
  }

  /// The summary of a protocol that `replacements` changed: it names the keys, unless they say it themselves.
  static func summary(_ summary: String, changedBy replacements: [KeyReplacement]) -> String {
    guard !replacements.contains(where: { $0.touches("summary") }) else { return summary }
    let keys = replacements.flatMap(\.changes.leafPaths).reduce(into: [String]()) { keys, key in
      if key != "name", !keys.contains(key) { keys.append(key) }
    }
    guard !keys.isEmpty else { return summary }
    return (summary.isEmpty ? "" : "\(summary); ") + "changed: \(keys.joined(separator: ", "))"
  }
}
