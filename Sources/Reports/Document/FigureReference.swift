/// A picture that lies in a file beside the document.
public struct FigureReference: Hashable, Sendable, Codable {
  /// What it shows, for those who do not see it.
  public let caption: InlineText
  /// Where it is, from the document's folder, without the ending: each writer has the format that it can show.
  public let path: String

  /// The picture at `path`, which has no ending.
  public init(caption: InlineText, path: String) {
    self.caption = caption
    self.path = path
  }
}
