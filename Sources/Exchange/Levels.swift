import Inputs

/// The levels of a column, and which of them a text stands for. The same rule holds for rows that are read here
/// and for the graph of the saved model.
///
/// Blanks around a text are ignored, because some table readers drop them and others do not; but they count if
/// two levels differ only in them. Texts are equal if they are canonically equivalent in Unicode.
struct Levels {
  /// The levels, in the order of their features.
  let texts: [String]
  /// Whether blanks around a text are ignored.
  let dropsBlanks: Bool
  private let indices: [String: Int]

  init(_ texts: [String]) {
    self.texts = texts
    let trimmed = texts.map(\.withoutOuterBlanks)
    dropsBlanks = Set(trimmed).count == texts.count
    indices = Dictionary((dropsBlanks ? trimmed : texts).enumerated().map { ($1, $0) }) {
      first, _ in
      first
    }
  }

  /// The level that `text` stands for.
  func index(of text: String) -> Int? { indices[dropsBlanks ? text.withoutOuterBlanks : text] }

  /// A regular expression (RE2) that matches exactly the texts that stand for one of `texts`.
  func pattern(of texts: [String]) -> String {
    let blanks = dropsBlanks ? "[ \\t]*" : ""
    let forms = texts.map { text in
      let text = dropsBlanks ? text.withoutOuterBlanks : text
      let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
      return isASCII ? Self.escaped(text) : text.map(Self.forms).joined()
    }
    return "\(blanks)(?:\(forms.joined(separator: "|")))\(blanks)"
  }

  /// A pattern for all canonically equivalent forms of a character; a text may mix forms.
  private static func forms(_ character: Character) -> String {
    let forms = CanonicalForms.of(String(character)).map(escaped)
    return forms.count == 1 ? forms[0] : "(?:\(forms.joined(separator: "|")))"
  }

  /// `text` with a backslash before each ASCII character that could have a special meaning.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isWord =
        scalar.value >= 0x80 || scalar == "_" || scalar.properties.isAlphabetic
        || ("0"..."9").contains(scalar)
      switch scalar {
      case "\0": result += "\\x00"
      case _ where isWord: result.unicodeScalars.append(scalar)
      default:
        result += "\\"
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var withoutOuterBlanks: String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard utf8.first.map(isBlank) == true || utf8.last.map(isBlank) == true else { return self }
    let end = utf8.lastIndex { !isBlank($0) }.map(utf8.index(after:)) ?? startIndex
    let start = utf8.firstIndex { !isBlank($0) } ?? end
    return String(self[start..<end])
  }
}
