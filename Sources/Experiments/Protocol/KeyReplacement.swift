public import Inputs

/// A key of a protocol and its value, as a command line says it: `grid.hidden=[64, 256]`.
public struct KeyReplacement {
  /// As it was written.
  public let text: String
  /// The value in mappings of the keys that lead to it.
  let changes: YAMLValue

  /// The option of the command line, which stands for the file in messages.
  static let option = "--set"
  /// Behind a file's name where it is not to be told whether the file or a replacement is to blame.
  static let separator = "with \(option)"

  /// Reads `KEY=VALUE`: keys with dots between them, and YAML.
  /// - Throws: ``InputError`` if it is not of that form.
  public init(_ text: String) throws(InputError) {
    self.text = text
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    // What begins with '#' is a comment to YAML, and no value.
    guard parts.count == 2, !parts[0].isEmpty,
      let first = parts[1].first(where: { !$0.isWhitespace }), first != "#"
    else {
      throw InputError(
        .usage, file: Self.option, expected: "KEY=VALUE", found: text,
        hint:
          "such as grid.hidden=[64,256]; KEY=null removes an optional key, and a text that begins "
          + "with '#' needs quotes in the value")
    }
    do {
      changes = try YAMLValue(
        setting: String(parts[0]), to: String(parts[1]), source: Self.option)
    } catch {
      throw Self.blaming(error)
    }
    guard !touches("extends") else {
      throw InputError(
        .usage, file: Self.option, expected: "a key other than 'extends'", found: text,
        hint: "name the protocol that is changed by --protocol")
    }
  }

  /// Whether it says anything of the value at `key`, such as `split.count`: of it, of a part of it, or of a whole
  /// that it is part of.
  public func touches(_ key: String) -> Bool {
    changes.leafPaths.contains { leaf in
      leaf == key || leaf.hasPrefix("\(key).") || key.hasPrefix("\(leaf).")
    }
  }

  /// `error` as a mistake of the command line, if it is one.
  static func blaming(_ error: InputError) -> InputError {
    guard let file = error.file, file.hasPrefix(option) || file.hasSuffix(separator) else {
      return error
    }
    return InputError(
      .usage, file: file, line: nil, column: nil, expected: error.expected, found: error.found,
      hint: error.hint)
  }
}
