/// Fields of comma-separated text: RFC 4180's quotes, one line a record, and nothing that a spreadsheet
/// computes.
///
/// A field is the text itself, or an apostrophe and the text with backslash escapes. The second is taken where
/// the text begins like a formula (`=`, `+`, `-`, `@`, blanks before them, or an apostrophe) and is no
/// number, or has control characters. To read it back: drop the apostrophe, if the field begins with one, and undo
/// `\\`, `\n`, `\u{202E}` and the like in the rest.
package enum CSVField {
  /// `text` as a field, in quotes where it needs them.
  package static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    let field = spelled(text)
    guard field.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") })
    else { return field }
    return "\"\(field.replacing("\"", with: "\"\""))\""
  }

  /// `text` as whoever reads the field gets it.
  package static func spelled(_ text: String) -> String {
    isSafe(text) ? text : "'" + text.spellingHazards(escapingBackslashes: true)
  }

  /// `fields` as a record, ended by a newline.
  package static func record(_ fields: [String]) -> String {
    fields.map(escaped).joined(separator: ",") + "\n"
  }

  /// Whether `text` is sure to need nothing, as most fields are: letters, digits and what stands between them.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = bytes.first else { return true }
      return isWord(first)
        && bytes.allSatisfy {
          isWord($0) || ($0 >= 0x2D && $0 < 0x3A) || $0 == 0x2B || $0 == 0x20
        }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isSafe(_ text: String) -> Bool {
    guard text.isHarmless else { return false }
    let start = text.unicodeScalars.first { !$0.properties.isWhitespace }
    return start.map { !starters.contains($0) } ?? true || isNumber(text)
  }

  /// What formulas begin with, the wide forms of East Asian keyboards among them, and the mark of our own.
  private static let starters: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "'", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  /// Whether `text` is a decimal number, as `-0.5` and `+1e-3` are.
  private static func isNumber(_ text: String) -> Bool {
    let isDecimal = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    return isDecimal && Double(text) != nil
  }
}
