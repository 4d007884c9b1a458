import Inputs

/// A text on one or more lines, as large as it is drawn.
struct TextBlock: Hashable, Sendable {
  let lines: [String]
  /// That of the font, in points.
  let size: Double
  /// The whole text, where the lines are not all of it.
  var full: String?

  /// What letters have above and below the line that they stand on, in the fonts of ``AdvanceWidths``, as shares of
  /// the size.
  static let ascent = 0.93
  static let descent = 0.25

  /// `text` on lines that are at most `width` wide, broken at blanks where that is possible.
  init(_ text: String, size: Double, width: Double = .infinity) {
    self.size = size
    var rest = text.spellingHazards()[...]
    rest = rest.trimmingPrefix(while: \.isWhitespace)
    var lines: [String] = []
    while !rest.isEmpty {
      let end = Self.endOfLine(rest, size, width)
      let line = rest[..<end]
      lines.append(String(line.reversed().trimmingPrefix(while: \.isWhitespace).reversed()))
      rest = rest[end...].trimmingPrefix(while: \.isWhitespace)
    }
    self.lines = lines
  }

  /// `text` in at most `count` times `width`, shortened where it is longer, and so that different texts stay different.
  static func distinct(
    _ texts: [String], size: Double, width: Double, times count: Double
  ) -> [TextBlock] {
    let visible = texts.map { $0.spellingHazards() }
    let short = DistinctTexts.shortened(visible, to: count * width, size: size)
    return zip(visible, short).map { full, short in
      var block = TextBlock(short, size: size, width: width)
      if full != short { block.full = full }
      return block
    }
  }

  var width: Double { lines.map { AdvanceWidths.width(of: $0, size: size) }.max() ?? 0 }
  var height: Double { Double(lines.count) * lineHeight }
  var lineHeight: Double { size * (Self.ascent + Self.descent + 0.07) }

  /// Where the first of the lines of `text` ends.
  private static func endOfLine(
    _ text: Substring, _ size: Double, _ width: Double
  ) -> Substring.Index {
    var used = 0.0
    var blank: Substring.Index?
    var joint: Substring.Index?
    for index in text.indices {
      let character = text[index]
      used += AdvanceWidths.width(of: String(character), size: size)
      if character.isWhitespace { blank = index }
      // A line has one character, however narrow it is.
      if used > width, index > text.startIndex { return blank ?? joint ?? index }
      if "-_/,;:+".contains(character) { joint = text.index(after: index) }
    }
    return text.endIndex
  }
}
