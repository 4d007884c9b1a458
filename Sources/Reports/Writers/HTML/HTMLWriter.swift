import Inputs

/// Writes documents as one page of HTML that needs no other file, no network and no JavaScript, for screens of all
/// widths, light and dark, and for paper.
///
/// Pictures stand in it as SVG. Links to other documents, which are files of Markdown, lead to the pages beside them.
public struct HTMLWriter: DocumentWriter {
  /// So many bytes of pictures go into a page at most: of more, the largest are left out, and linked.
  static let pictureLimit = 4_000_000

  private let pictures: [String: String]

  /// A writer.
  /// - Parameter pictures: by the paths of the document's figures, the elements `svg` of the pictures, without
  ///   identifiers; a figure that is not among them is linked.
  public init(pictures: [String: String] = [:]) {
    self.pictures = pictures
  }

  /// The title is the heading of rank 1, and the sections are listed before the content.
  public func write(_ document: Document) -> String {
    var content = HTMLContent(of: document, pictures: inlined(in: document))
    let blocks = document.blocks.map { content.write($0, rank: 1) }.joined()
    return HTMLPage(
      title: document.title, contents: content.sections, content: blocks,
      isSortable: content.isSortable
    ).text
  }

  /// The pictures that the page has room for.
  private func inlined(in document: Document) -> [String: String] {
    let paths = Set(document.blocks.flatMap(\.figures).map(\.path))
    var room = Self.pictureLimit
    let sizes = pictures.filter { paths.contains($0.key) }.mapValues(\.utf8.count)
    let kept = sizes.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix {
      room -= $0.value
      return room >= 0
    }
    return pictures.filter { picture in kept.contains { $0.key == picture.key } }
  }
}

extension Block {
  /// The pictures of this part.
  fileprivate var figures: [FigureReference] {
    switch self {
    case .figure(let figure): [figure]
    case .section(let section): section.blocks.flatMap(\.figures)
    case .paragraph, .list, .table, .preformatted: []
    }
  }
}
