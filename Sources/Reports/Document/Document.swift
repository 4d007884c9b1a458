/// A report as a value: what it says, in which order, and of what kind each part is.
///
/// Views make documents of records and know no format; a ``DocumentWriter`` makes text of a document and knows no
/// view. Numbers stand in a document in full precision, with the decimals that a reader is shown.
public struct Document: Hashable, Sendable, Codable {
  /// What stands above all; empty for a document without a title.
  public var title: InlineText
  /// The parts, in the order in which they are read.
  public var blocks: [Block]

  /// A document of `blocks`.
  public init(title: InlineText = "", blocks: [Block] = []) {
    self.title = title
    self.blocks = blocks
  }

  /// All tables, those of sections too, in the order in which they are read.
  public var tables: [Table] { blocks.flatMap(\.tables) }
}
