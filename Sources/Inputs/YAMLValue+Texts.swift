import Yams

extension YAMLValue {
  /// A text that is not empty.
  package func text() throws(InputError) -> String {
    let text = try string()
    guard !text.isEmpty else { throw error(expected: "a text, not empty,", code: .missing) }
    return text
  }

  /// A text that is empty only where it is in quotes, so that somebody meant it.
  package func textOrQuotedNothing() throws(InputError) -> String {
    guard case .scalar(let scalar) = node, scalar.string.isEmpty, scalar.style != .plain else {
      return try text()
    }
    return ""
  }

  /// A name that is at home on a command line and as a folder: `multiple-features`.
  package func identifier() throws(InputError) -> String {
    let text = try text()
    let isValid = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "-"), UInt8(ascii: "_"): true
      default: false
      }
    }
    guard isValid, text.first != "-", text.utf8.count <= 64 else {
      throw error(expected: "up to 64 lower-case letters, digits, '-' and '_'")
    }
    return text
  }

  /// Reads each element of a list that must not be empty, and in which each occurs once.
  package func distinctList<Element: Hashable>(
    _ read: (YAMLValue) throws(InputError) -> Element
  ) throws(InputError) -> [Element] {
    let all = try list(read)
    guard Set(all).count == all.count else {
      throw error(expected: "a list whose elements are all different", code: .duplicate)
    }
    return all
  }
}
