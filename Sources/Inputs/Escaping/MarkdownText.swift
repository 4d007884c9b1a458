/// Texts as Markdown has them: a renderer shows them as they are, as CommonMark and GitHub's dialect do, with
/// raw HTML or without, in a heading, a paragraph, a list or the cell of a table.
package enum MarkdownText {
  /// `text` as itself: no markup, no HTML, no link, on one line.
  package static func plain(_ text: String) -> String {
    let scalars = Array(text.spelledApart.unicodeScalars)
    let orderedMark = markOfOrderedItem(scalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let isAtAnEnd = index == 0 || index == scalars.count - 1
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if let entity = entities[scalar] {
        result += entity
      } else if isAtAnEnd, scalar.properties.isWhitespace {
        // Blanks at the start make code, at the end a line break.
        result += "&#\(scalar.value);"
      } else if scalar == "@",
        next?.properties.isAlphabetic ?? false || next?.properties.numericType != nil
      {
        // GitHub looks for addresses after all escapes are undone: a joiner without a width keeps it off.
        result += "@&#8288;"
      } else if markup.contains(scalar) || index == 0 && blockMarks.contains(scalar)
        || index == orderedMark || isOfALink(scalar, at: index, before: next, in: scalars)
      {
        result += "\\\(scalar)"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `text` as code, where a span of code can hold it; else as itself.
  package static func code(_ text: String) -> String {
    let visible = text.spellingHazards()
    // Backticks end a span, bars end the cell of a table, and blanks at the ends are lost.
    let fits =
      !visible.isEmpty && !visible.utf8.contains(UInt8(ascii: "`"))
      && !visible.utf8.contains(UInt8(ascii: "|"))
      && visible.first?.isWhitespace == false && visible.last?.isWhitespace == false
    return fits ? "`\(visible)`" : plain(text)
  }

  /// A link whose text is `text`; `file` is a path of names that ``FileNames`` made.
  package static func link(_ text: String, to file: String) -> String {
    "[\(plain(text))](\(file))"
  }

  /// A picture in place of `text`; `file` is a path of names that ``FileNames`` made.
  package static func image(_ text: String, at file: String) -> String {
    "!\(link(text, to: file))"
  }

  private static let entities: [Unicode.Scalar: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;",
  ]

  /// What is markup anywhere in a line.
  private static let markup = Set("\\`*_[]{}#~^$".unicodeScalars)

  /// What is markup at the start of a line only.
  private static let blockMarks = Set("+-=:".unicodeScalars)

  /// The place of the mark in `1. item`, which would be the first of a list.
  private static func markOfOrderedItem(_ scalars: [Unicode.Scalar]) -> Int? {
    let digits = scalars.prefix { ("0"..."9").contains($0) }.count
    guard digits > 0, digits < scalars.count, ".)".unicodeScalars.contains(scalars[digits])
    else { return nil }
    // No blank, no item: `0.1.0` is none. What comes after the text is not known.
    let isItem = digits + 1 == scalars.count || scalars[digits + 1].properties.isWhitespace
    return isItem ? digits : nil
  }

  /// Whether the character makes a link of a bare address: `http://`, `www.`.
  private static func isOfALink(
    _ scalar: Unicode.Scalar, at index: Int, before next: Unicode.Scalar?,
    in scalars: [Unicode.Scalar]
  ) -> Bool {
    switch scalar {
    case ":": next == "/"
    case ".":
      index >= 3 && scalars[index - 3..<index].allSatisfy { $0 == "w" || $0 == "W" }
    default: false
    }
  }
}
