import Inputs

extension YAMLText {
  /// `text` behind a `#`: whatever ends a line or cannot be seen is escaped, so that it stays a comment.
  static func comment(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      let isControl =
        scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
        || scalar.value == 0x2028 || scalar.value == 0x2029
      return isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }
}
