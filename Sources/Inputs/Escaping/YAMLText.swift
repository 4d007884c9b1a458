/// Texts as YAML has them: whatever the text, a reader of YAML gets it back.
package enum YAMLText {
  /// `text` as it is where that is safe, else in double quotes.
  package static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || "_- .".utf8.contains(byte)
    }
    let startsPlain = text.utf8.first.map { isLetter($0) || $0 == UInt8(ascii: "_") } ?? false
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    if isPlain, startsPlain, text.last != " ", !words.contains(text.lowercased()) { return text }
    return quoted(text)
  }

  /// `text` as it can stand behind `#`: on one line, whatever it holds.
  package static func comment(_ text: String) -> String { text.spellingHazards() }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// `text` in double quotes, with everything escaped that is not a plain character.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.isHazardous: result += escaped(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// `\x1B`, `\u202E` or `\U000E0001`.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let (letter, digits) =
      scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
    let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
    return "\\" + letter + String(repeating: "0", count: digits - hexadecimal.count) + hexadecimal
  }
}
