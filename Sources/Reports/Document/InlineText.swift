/// Running text as a value: what it says, not how a format marks it.
///
/// A literal is words of the document's own. Whatever comes from outside says what it is, so that no text reaches a
/// writer that does not know how to escape it:
///
/// ```swift
/// let text: InlineText = "\(name: title) has \(count: rows) rows, \(strong: "unfinished"): \(code: "run.yaml")"
/// ```
public struct InlineText: Hashable, Sendable {
  /// The pieces, in their order.
  public private(set) var pieces: [Inline]

  /// A text of `pieces`.
  public init(_ pieces: [Inline] = []) {
    self.pieces = pieces
  }

  /// A text of several lines, each of which ends where it does here.
  public static func lines(_ lines: [InlineText]) -> InlineText {
    lines.joined(separator: InlineText([.lineEnd]))
  }

  /// ` (NAME)` with a text from outside; nothing where that is empty.
  init(inBrackets name: String) { self = name.isEmpty ? "" : " (\(name: name))" }

  /// Whether there is nothing to read.
  public var isEmpty: Bool { pieces.isEmpty }

  /// One text after the other.
  public static func + (first: InlineText, second: InlineText) -> InlineText {
    InlineText(first.pieces + second.pieces)
  }

  /// Adds a text at the end.
  public static func += (first: inout InlineText, second: InlineText) {
    first.pieces += second.pieces
  }
}

/// A piece of running text.
public indirect enum Inline: Hashable, Sendable {
  /// Words of the document's own.
  case words(String)
  /// A text from outside, such as a title or the name of a class: whatever it holds, it is shown as itself.
  case name(String)
  /// The name of a file, a command, a key.
  case code(String)
  /// What no reader may miss.
  case strong(InlineText)
  /// A text that leads to the file or page `to`.
  case link(InlineText, to: String)
  /// A number, with its precision.
  case quantity(Quantity)
  /// The end of a line that a paragraph goes on after.
  case lineEnd
}

extension Sequence<InlineText> {
  /// The texts in their order, with `separator` between them.
  func joined(separator: InlineText) -> InlineText {
    enumerated().reduce(into: InlineText()) { text, element in
      if element.offset > 0 { text += separator }
      text += element.element
    }
  }
}
