import Foundation

/// Texts as YAML has them.
enum YAMLText {
  /// `text` as it is where that is safe, else in double quotes.
  static func scalar(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "_- .".unicodeScalars.contains($0)
    }
    let startsWithLetter = text.unicodeScalars.first.map {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "_"
    }
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    if plain, startsWithLetter == true, text.last != " ", !words.contains(text.lowercased()) {
      return text
    }
    return quoted(text)
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
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        result += "\\x" + String(format: "%02X", scalar.value)
      case _ where scalar.value == 0xFEFF || scalar.value == 0x2028 || scalar.value == 0x2029:
        result += "\\u" + String(format: "%04X", scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
