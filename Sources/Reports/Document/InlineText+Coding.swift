extension InlineText: Codable {
  /// Writes the pieces as an array.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(pieces)
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Inline].self))
  }
}

extension Inline: Codable {
  private enum Kind: String, CodingKey {
    case words, name, code, strong, link, quantity, lineEnd = "line_end"
  }

  private struct Link: Codable {
    let text: InlineText
    let to: String
  }

  /// Writes an object with one key, which is the kind of the piece.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Kind.self)
    switch self {
    case .words(let text): try container.encode(text, forKey: .words)
    case .name(let text): try container.encode(text, forKey: .name)
    case .code(let text): try container.encode(text, forKey: .code)
    case .strong(let text): try container.encode(text, forKey: .strong)
    case .link(let text, let to): try container.encode(Link(text: text, to: to), forKey: .link)
    case .quantity(let quantity): try container.encode(quantity, forKey: .quantity)
    case .lineEnd: try container.encode(true, forKey: .lineEnd)
    }
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Kind.self)
    switch try container.onlyKey() {
    case .words: self = .words(try container.decode(String.self, forKey: .words))
    case .name: self = .name(try container.decode(String.self, forKey: .name))
    case .code: self = .code(try container.decode(String.self, forKey: .code))
    case .strong: self = .strong(try container.decode(InlineText.self, forKey: .strong))
    case .link:
      let link = try container.decode(Link.self, forKey: .link)
      self = .link(link.text, to: link.to)
    case .quantity: self = .quantity(try container.decode(Quantity.self, forKey: .quantity))
    case .lineEnd: self = .lineEnd
    }
  }
}
