import Foundation
import Testing

/// A page of the folder `docs`.
///
/// A generated part of it stands between two comments. With PRUNEBENCH_RECORD_DOCS set it is written anew, and the
/// test fails to say so.
struct Page {
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  let file: URL

  /// - Parameter name: as in `methods/cpna.md`.
  init(_ name: String) {
    file = Self.repository.appendingPathComponent("docs").appendingPathComponent(name)
  }

  var text: String {
    get throws { try String(contentsOf: file, encoding: .utf8) }
  }

  /// Compares the generated part with `expected`.
  func expect(generated expected: String) throws {
    let (begin, end) = ("<!-- generated -->\n", "<!-- end of generated -->\n")
    let text = try text
    let from = try #require(text.range(of: begin), "\(file.lastPathComponent): no \(begin)")
    let to = try #require(text.range(of: end), "\(file.lastPathComponent): no \(end)")
    let part = "\n\(expected)\n"
    guard text[from.upperBound..<to.lowerBound] != part else { return }
    if ProcessInfo.processInfo.environment["PRUNEBENCH_RECORD_DOCS"] != nil {
      let recorded = text.replacingCharacters(in: from.upperBound..<to.lowerBound, with: part)
      try Data(recorded.utf8).write(to: file)
    }
    Issue.record("\(file.path) should contain:\n\(expected)")
  }

  /// A Markdown table.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header, header.map { _ in "---" }] + rows)
      .map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }
}
