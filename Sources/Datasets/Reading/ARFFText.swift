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

  /// Whether nothing but a comment, or nothing at all, is left.
  var isBlankOrComment: Bool {
    let first = bytes[position...].first { !Self.isBlank($0) }
    return first == nil || first == UInt8(ascii: "%")
  }

  /// The complaint about what stands here.
  func error(expected: String, found: String? = nil, hint: String? = nil) -> InputError {
    InputError(
      file: file, line: line, column: position + 1, expected: expected, found: found, hint: hint)
  }

  /// The next word in lower-case letters.
  mutating func keyword() throws(InputError) -> String {
    String(decoding: try word(), as: UTF8.self).lowercased()
  }

  /// Moves past `character` if it is next, after blanks.
  mutating func take(_ character: Character) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    return true
  }

  /// The bytes up to the next blank, comma or brace.
  mutating func word() throws(InputError) -> [UInt8] {
    skipBlanks()
    let start = position
    while position < bytes.count, !Self.isBlank(bytes[position]), !Self.ends(bytes[position]) {
      position += 1
    }
    guard position > start else { throw error(expected: "a word", found: rest) }
    return Array(bytes[start..<position])
  }

  /// A value: in quotes, or up to a blank, comma or brace.
  mutating func value() throws(InputError) -> [UInt8] {
    skipBlanks()
    guard position < bytes.count, [0x22, 0x27].contains(bytes[position]) else { return try word() }
    let quote = bytes[position]
    position += 1
    var value: [UInt8] = []
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
      value.append(bytes[position])
      position += 1
    }
    guard position < bytes.count else {
      throw error(expected: "a quote that ends the value", found: "the end of the line")
    }
    position += 1
    return value
  }

  /// Values between commas, up to `end` or, if that is nil, the end of the line.
  mutating func values(until end: Character?) throws(InputError) -> [[UInt8]] {
    var values: [[UInt8]] = []
    while true {
      values.append(try value())
      if take(",") { continue }
      if let end {
        guard take(end) else { throw error(expected: "a comma or '\(end)'", found: rest) }
      } else {
        try expectEnd()
      }
      return values
    }
  }

  /// Complains unless nothing but a comment is left.
  mutating func expectEnd() throws(InputError) {
    guard !isBlankOrComment else { return }
    throw error(
      expected: "a comma or the end of the row", found: rest,
      hint: "weights of rows are not supported; a value with blanks needs quotes")
  }

  private var rest: String { String(decoding: bytes[position...].prefix(60), as: UTF8.self) }

  private mutating func skipBlanks() {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func ends(_ byte: UInt8) -> Bool { ",{}".utf8.contains(byte) }
}
