/// A part of a document.
public indirect enum Block: Hashable, Sendable {
  /// Running text.
  case paragraph(InlineText)
  /// Items of one rank, in their order.
  case list([InlineText])
  /// A table.
  case table(Table)
  /// A picture that lies beside the document.
  case figure(FigureReference)
  /// Lines that stand as they are: a command, a file.
  case preformatted(String)
  /// A part with a heading.
  case section(Section)

  /// Whether the part is a list.
  var isList: Bool {
    if case .list = self { true } else { false }
  }

  /// The tables of this part.
  var tables: [Table] {
    switch self {
    case .table(let table): [table]
    case .section(let section): section.blocks.flatMap(\.tables)
    case .paragraph, .list, .figure, .preformatted: []
    }
  }
}

extension Block: Codable {
  private enum Kind: String, CodingKey {
    case paragraph, list, table, figure, preformatted, section
  }

  /// Writes an object with one key, which is the kind of the part.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Kind.self)
    switch self {
    case .paragraph(let text): try container.encode(text, forKey: .paragraph)
    case .list(let items): try container.encode(items, forKey: .list)
    case .table(let table): try container.encode(table, forKey: .table)
    case .figure(let figure): try container.encode(figure, forKey: .figure)
    case .preformatted(let text): try container.encode(text, forKey: .preformatted)
    case .section(let section): try container.encode(section, forKey: .section)
    }
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Kind.self)
    switch try container.onlyKey() {
    case .paragraph: self = .paragraph(try container.decode(InlineText.self, forKey: .paragraph))
    case .list: self = .list(try container.decode([InlineText].self, forKey: .list))
    case .table: self = .table(try container.decode(Table.self, forKey: .table))
    case .figure: self = .figure(try container.decode(FigureReference.self, forKey: .figure))
    case .preformatted:
      self = .preformatted(try container.decode(String.self, forKey: .preformatted))
    case .section: self = .section(try container.decode(Section.self, forKey: .section))
    }
  }
}

extension KeyedDecodingContainer {
  /// The one key of an object that stands for one of several kinds.
  /// - Throws: `DecodingError` if there is none, or more than one.
  func onlyKey() throws -> Key {
    guard allKeys.count == 1, let key = allKeys.first else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: codingPath, debugDescription: "expected one known key"))
    }
    return key
  }
}
