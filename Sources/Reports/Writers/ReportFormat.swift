import Foundation
import Runs

/// A format that reports are written in.
public enum ReportFormat: String, CaseIterable, Hashable, Sendable {
  /// `report.md`.
  case markdown
  /// `report.html`, a page with its pictures.
  case html
  /// `report.json`, numbers in full precision.
  case json
  /// `report.tex`; of a run also `numbers.tex` and `references.bib`.
  case latex

  /// Those of a report unless others are asked for.
  public static let standard: [ReportFormat] = [.markdown, .html]

  /// What the names of its files end in.
  public var ending: String {
    switch self {
    case .markdown: "md"
    case .latex: "tex"
    case .html, .json: rawValue
    }
  }

  /// - Parameter pictures: SVG by the paths of the document's figures, for formats that hold pictures.
  fileprivate func text(of document: Document, pictures: [String: String]) throws -> String {
    let writer: any DocumentWriter =
      switch self {
      case .markdown: MarkdownWriter()
      case .html: HTMLWriter(pictures: pictures)
      case .json: JSONWriter()
      case .latex: LaTeXWriter()
      }
    return try writer.write(document)
  }
}

extension RunFolder {
  /// Writes `NAME.md` and the same in other formats.
  /// - Parameter pictures: SVG by the paths of the document's figures.
  /// - Throws: ``InputError`` if the folder cannot be written.
  func write(
    _ document: Document, named name: String = "report", as formats: [ReportFormat],
    pictures: [String: String] = [:]
  ) throws {
    for format in formats {
      let file = url.appendingPathComponent("\(name).\(format.ending)")
      try write(try format.text(of: document, pictures: pictures), to: file)
    }
  }
}
