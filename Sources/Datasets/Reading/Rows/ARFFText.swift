import Inputs

/// One line of an attribute-relation file, read from front to back.
struct ARFFText {
  private let bytes: [UInt8]
  private var position = 0
  private let file: String
  private let line: Int

  init(_ bytes: [UInt8], file: String, line: Int) {
    self.bytes = bytes
    self.file = file
    self.line = line
  }

  /// Whether at most a comment is left.
  var isBlankOrComment: Bool {
    let first = bytes[position...].first { !Self.isBlank($0) }
    return first == nil || first == UInt8(ascii: "%")
  }

  /// The column, from 1, at which the next word or value begins.
  var column: Int {
    1 + (bytes[position...].firstIndex { !Self.isBlank($0) } ?? bytes.count)
  }

  /// The rest of the line, shortened for messages.
  var rest: String { String(decoding: bytes[(column - 1)...].prefix(61), as: UTF8.self) }

  /// The error about the text at `column`, by default at the current place.
  func error(
    at column: Int? = nil, expected: String, found: String? = nil, hint: String? = nil
  ) -> InputError {
    InputError(
      code: .syntax, file: file, line: line, column: column ?? self.column, expected: expected,
      found: found,
      hint: hint)
  }

  /// Whether `character` is next, after blanks.
  func hasNext(_ character: Character) -> Bool {
    column <= bytes.count && bytes[column - 1] == character.asciiValue
  }

  /// Moves past `character` if it is next, after blanks.
  mutating func take(_ character: Character) -> Bool {
    guard hasNext(character) else { return false }
    position = column
    return true
  }

  /// The next word in lower-case letters, and where it begins.
  mutating func keyword() throws(InputError) -> (text: String, column: Int) {
    let start = column
    return (String(decoding: try word("a word"), as: UTF8.self).lowercased(), start)
  }

  /// The bytes up to the next blank, comma or brace.
  mutating func word(_ expected: String) throws(InputError) -> ArraySlice<UInt8> {
    position = column - 1
    let start = position
    while position < bytes.count, !Self.isBlank(bytes[position]), !Self.ends(bytes[position]) {
      position += 1
    }
    guard position > start else {
      throw error(
        expected: expected, found: rest, hint: "write ? where a value is missing")
    }
    return bytes[start..<position]
  }

  /// Appends a value to `value`: the text in quotes, or up to a blank, comma or brace. Skips a comma after it.
  /// - Returns: whether it is in quotes.
  mutating func takeValue(into value: inout [UInt8]) throws(InputError) -> Bool {
    position = column - 1
    guard position < bytes.count, [0x22, 0x27].contains(bytes[position]) else {
      value += try word("a value")
      _ = take(",")
      return false
    }
    let quote = bytes[position]
    let start = column
    position += 1
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
        position += 1
        value.append(Self.escaped(bytes[position]))
      } else {
        value.append(bytes[position])
      }
      position += 1
    }
    guard position < bytes.count else {
      throw error(
        at: start, expected: "a quote that ends the value", found: "the end of the line")
    }
    position += 1
    guard position == bytes.count || Self.isBlank(bytes[position]) || Self.ends(bytes[position])
    else {
      throw error(
        expected: "a comma after the quoted value", found: rest,
        hint: "a quote within a value is written \\' or \\\"")
    }
    _ = take(",")
    return true
  }

  /// A value as text.
  mutating func value() throws(InputError) -> String {
    var value: [UInt8] = []
    _ = try takeValue(into: &value)
    return String(decoding: value, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func ends(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
  }

  /// The character that a backslash and `byte` stand for within quotes.
  private static func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: byte
    }
  }
}
