/// Words as a shell has them.
package enum ShellText {
  /// `word` as it can be given to a shell again, quoted where it needs to be.
  package static func word(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_./=:,+%@".unicodeScalars.contains(scalar)
    }
    if isPlain, !word.isEmpty, word.isHarmless { return word }
    guard !word.isHarmless else { return "'" + word.replacing("'", with: "'\\''") + "'" }
    // Of the bytes, since not every shell knows an escape for characters.
    let escaped = word.unicodeScalars.map { scalar in
      switch scalar {
      case "\\", "'": "\\\(scalar)"
      case _ where scalar.isHazardous:
        String(scalar).utf8.map { byte in
          let digits = String(byte, radix: 8)
          return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined()
      default: String(scalar)
      }
    }
    return "$'" + escaped.joined() + "'"
  }
}
