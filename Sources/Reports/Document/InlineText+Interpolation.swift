import Inputs

extension InlineText: ExpressibleByStringInterpolation {
  /// Words.
  public init(stringLiteral words: String) {
    self.init(words.isEmpty ? [] : [.words(words)])
  }

  /// Words, with names, code and quantities among them.
  public init(stringInterpolation: StringInterpolation) {
    self.init(stringInterpolation.pieces)
  }

  /// What can stand in a literal. A `String` has to say what it is: `name:` of a text from outside, `code:`, or
  /// `words:` of the document's own.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Inline] = []

    /// Room for the pieces of a literal.
    public init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Adds the words of a literal.
    public mutating func appendLiteral(_ words: String) { add(words) }

    /// Adds another text.
    public mutating func appendInterpolation(_ text: InlineText) {
      for piece in text.pieces {
        if case .words(let words) = piece { add(words) } else { pieces.append(piece) }
      }
    }

    /// Adds a whole number, `1600`.
    public mutating func appendInterpolation(_ number: Int) {
      pieces.append(.quantity(.count(number)))
    }

    /// Adds a quantity.
    public mutating func appendInterpolation(_ quantity: Quantity) {
      pieces.append(.quantity(quantity))
    }

    /// Adds a count whose thousands are apart, `1,600`.
    public mutating func appendInterpolation(count: Int) {
      pieces.append(.quantity(.count(count, isGrouped: true)))
    }

    /// Adds a count with what is counted, `1 row` or `1,600 rows`.
    public mutating func appendInterpolation(count: Int, _ noun: String) {
      appendInterpolation(count: count)
      add(" \(plural(noun, count))")
    }

    /// Adds a number with so many decimals.
    public mutating func appendInterpolation(_ number: Double, decimals: Int) {
      pieces.append(.quantity(.number(number, NumberStyle(decimals: decimals))))
    }

    /// Adds a share in percent, with so many decimals and without the sign.
    public mutating func appendInterpolation(percent share: Double, decimals: Int) {
      pieces.append(.quantity(.number(share, .percent(decimals: decimals))))
    }

    /// Adds a time, `3 min 41 s`.
    public mutating func appendInterpolation(duration seconds: Double) {
      pieces.append(.quantity(.duration(seconds: seconds)))
    }

    /// Adds words of the document's own.
    public mutating func appendInterpolation(words: String) { add(words) }

    /// Adds a text from outside.
    public mutating func appendInterpolation(name: String) { pieces.append(.name(name)) }

    /// Adds the name of a file, a command or a key.
    public mutating func appendInterpolation(code: String) { pieces.append(.code(code)) }

    /// Adds what no reader may miss.
    public mutating func appendInterpolation(strong text: InlineText) {
      pieces.append(.strong(text))
    }

    /// Adds a text that leads to a file or a page.
    public mutating func appendInterpolation(link text: InlineText, to target: String) {
      pieces.append(.link(text, to: target))
    }

    private mutating func add(_ words: String) {
      guard !words.isEmpty else { return }
      if case .words(let before)? = pieces.last {
        pieces[pieces.count - 1] = .words(before + words)
      } else {
        pieces.append(.words(words))
      }
    }
  }
}
