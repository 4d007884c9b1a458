/// What a table has in one row and column.
public enum Cell: Hashable, Sendable {
  /// Words, names and what is emphasised, with quantities among them.
  case text(InlineText)
  /// One quantity and nothing else.
  case quantity(Quantity)
  /// Nothing, and what a reader is shown in its place, such as `none`.
  case missing(InlineText)

  /// The cell as running text.
  public var text: InlineText {
    switch self {
    case .text(let text), .missing(let text): text
    case .quantity(let quantity): InlineText([.quantity(quantity)])
    }
  }

  /// Text from outside, such as a title.
  public static func name(_ name: String) -> Cell { .text(InlineText([.name(name)])) }

  /// Words of the document's own.
  public static func words(_ words: String) -> Cell { .text(InlineText([.words(words)])) }

  /// A count, `1600`.
  public static func count(_ count: Int) -> Cell { .quantity(.count(count)) }

  /// A count whose thousands are apart, `1,600`.
  public static func grouped(_ count: Int) -> Cell {
    .quantity(.count(count, isGrouped: true))
  }

  /// A number with so many decimals.
  public static func number(_ number: Double, decimals: Int) -> Cell {
    .quantity(.number(number, NumberStyle(decimals: decimals)))
  }

  /// The share `share`, in percent under a title that says so.
  public static func percent(_ share: Double, decimals: Int = 2) -> Cell {
    .quantity(.number(share, .percent(decimals: decimals)))
  }

  /// What `quantity` is, or `none` where there is none.
  public static func optional(_ quantity: Quantity?, otherwise: InlineText = "none") -> Cell {
    quantity.map { .quantity($0) } ?? .missing(otherwise)
  }
}

extension Cell: ExpressibleByStringInterpolation {
  /// Words.
  public init(stringLiteral words: String) { self = .text(InlineText(stringLiteral: words)) }

  /// Words, with names and quantities among them.
  public init(stringInterpolation: InlineText.StringInterpolation) {
    self = .text(InlineText(stringInterpolation: stringInterpolation))
  }
}

extension Cell: Codable {
  private enum Kind: String, CodingKey {
    case text, quantity, missing
  }

  /// Writes an object with one key, which is the kind of the cell.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Kind.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .quantity(let quantity): try container.encode(quantity, forKey: .quantity)
    case .missing(let text): try container.encode(text, forKey: .missing)
    }
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Kind.self)
    switch try container.onlyKey() {
    case .text: self = .text(try container.decode(InlineText.self, forKey: .text))
    case .quantity: self = .quantity(try container.decode(Quantity.self, forKey: .quantity))
    case .missing: self = .missing(try container.decode(InlineText.self, forKey: .missing))
    }
  }
}
