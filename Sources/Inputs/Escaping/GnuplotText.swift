/// Texts as a script of gnuplot has them.
package enum GnuplotText {
  /// `text` as a string, on one line.
  ///
  /// In single quotes gnuplot replaces nothing. A quote in them is written twice, but not as the first
  /// character: gnuplot takes the string to be empty and the rest for commands. So a text with one is in double
  /// quotes, with escapes for all but letters: a digit would be taken for one of an escape's.
  package static func string(_ text: String) -> String {
    let line = text.spellingHazards()
    guard line.utf8.contains(UInt8(ascii: "'")) else { return "'\(line)'" }
    let escaped = line.unicodeScalars.map { scalar in
      guard scalar.isASCII, scalar != " ", !scalar.properties.isAlphabetic else {
        return String(scalar)
      }
      let digits = String(scalar.value, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "\"\(escaped.joined())\""
  }
}
