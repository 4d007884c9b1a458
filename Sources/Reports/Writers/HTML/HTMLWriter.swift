import Inputs

/// Writes documents as one page of HTML that needs no other file, no network and no JavaScript, for screens of all
/// widths, light and dark, and for paper.
///
/// Pictures stand in it as SVG. Links to other documents, which are files of Markdown, lead to the pages beside them.
public struct HTMLWriter: DocumentWriter {
  /// With its pictures a page has at most so many bytes: where they would be more, the largest pictures are linked.
  private static let limit = 4_800_000

  private let pictures: [String: String]

  /// A writer.
  /// - Parameter pictures: by the paths of the document's figures, the elements `svg` of the pictures, without
  ///   identifiers; a figure that is not among them is linked.
  public init(pictures: [String: String] = [:]) {
    self.pictures = pictures
  }

  /// The title is the heading of rank 1, and the sections are listed before the content.
  public func write(_ document: Document) -> String {
    let room = Self.limit - page(document, with: [:]).utf8.count
    return page(document, with: inlined(in: document, upTo: room))
  }

  private func page(_ document: Document, with pictures: [String: String]) -> String {
    var content = HTMLContent(of: document, pictures: pictures)
    let blocks = document.blocks.map { content.write($0, rank: 1) }.joined()
    return HTMLPage(
      title: document.title, contents: content.sections, content: blocks,
      isSortable: content.isSortable
    ).text
  }

  /// The document's pictures, the smallest first, that together have no more than so many bytes.
  private func inlined(in document: Document, upTo bytes: Int) -> [String: String] {
    let paths = Set(document.blocks.flatMap(\.figures).map(\.path))
    var room = bytes
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
