extension Unicode.Scalar {
  /// Whether the character acts on the text around it in place of standing in it: control characters
  /// (C0, C1), separators of lines and paragraphs, overrides of the writing direction, marks of byte order, and
  /// other characters without a shape. The joiners of some scripts and of emoji are not among them.
  package var isHazardous: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return value != 0x200C && value != 0x200D
    default: return properties.isNoncharacterCodePoint
    }
  }
}

extension String {
  /// The text with hazardous characters spelled, so that no other text is spelled the same: a backslash is doubled where
  /// it would begin a spelling, as in `a\n`. Of names that stand beside each other; a command or a path stays as it is.
  package var spelledApart: String {
    guard utf8.contains(UInt8(ascii: "\\")) else { return spellingHazards() }
    let scalars = Array(unicodeScalars)
    return scalars.indices.reduce(into: "") { result, index in
      let (scalar, next) = (scalars[index], scalars.dropFirst(index + 1).first)
      let begins = next.map { $0.isHazardous || "\\nrt0u".unicodeScalars.contains($0) } ?? false
      result += scalar == "\\" && begins ? "\\\\" : String(scalar).spellingHazards()
    }
  }

  /// Whether no character is hazardous. Texts of printable ASCII are told by a look at their bytes.
  package var isHarmless: Bool {
    utf8.allSatisfy { (0x20...0x7E).contains($0) } || !unicodeScalars.contains(where: \.isHazardous)
  }

  /// The text with hazardous characters spelled as in a Swift literal: `\n`, `\u{202E}`.
  ///
  /// A backslash stays as it is, unless `escapingBackslashes`: then the text can be read back.
  package func spellingHazards(escapingBackslashes: Bool = false) -> String {
    if isHarmless, !escapingBackslashes { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isHazardous || (escapingBackslashes && scalar == "\\") {
        result += scalar.escaped(asASCII: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
