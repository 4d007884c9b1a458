/// How lines of a terminal are broken.
enum LineWrapping {
  /// What lines are broken between: a number stays with its ± and its unit.
  static func words(of text: String) -> [String] {
    text.split(separator: " ").map(String.init).reduce(into: []) { words, word in
      if let last = words.last, ["±", "%", "μ"].contains(word) || last.hasSuffix("±") {
        words[words.count - 1] = "\(last) \(word)"
      } else {
        words.append(word)
      }
    }
  }

  /// The lines of a text of so many columns; a word that is longer is cut.
  static func wrapped(_ text: String, to width: Int, isIndented: Bool = false) -> [String] {
    guard text.count > width else { return [text] }
    let indent = isIndented ? String(text.prefix { $0 == " " }) : ""
    var lines: [String] = []
    var line = indent
    for word in words(of: text) {
      var word = word
      if line.count > indent.count, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
      }
      while indent.count + word.count > width, width > indent.count {
        lines.append(indent + word.prefix(width - indent.count))
        word = String(word.dropFirst(width - indent.count))
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + (line.count > indent.count ? [line] : [])
  }
}
