/// A part of a document under a heading of its own, which may have sections itself.
public struct Section: Hashable, Sendable, Codable {
  /// What stands above the section.
  public var heading: InlineText
  /// The parts, in the order in which they are read.
  public var blocks: [Block]

  /// A section of `blocks`.
  public init(heading: InlineText, blocks: [Block] = []) {
    self.heading = heading
    self.blocks = blocks
  }
}
