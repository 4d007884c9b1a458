import Foundation
import Inputs

/// The text of a card, read from a file.
struct CardFile {
  let text: String
  private let bytes: [UInt8]
  private let name: String

  /// The most bytes of a card; far above any real one.
  private static let limit = 1 << 26

  /// - Throws: ``InputError`` if the file cannot be read, is too long, or is not text.
  init(_ file: URL) throws(InputError) {
    name = file.relativePath
    let source = try ByteSources.open(file)
    var bytes: [UInt8] = []
    while let chunk = try source.next() {
      bytes += chunk
      guard bytes.count <= Self.limit else {
        throw InputError(
          code: .outOfRange, file: name, expected: "a card of at most \(Self.limit) bytes",
          found: "a longer file",
          hint: "is it a table?")
      }
    }
    var lines = LineReader(MemorySource(bytes))
    while let line = try lines.next() {
      guard let fault = lines.fault(in: line) else { continue }
      let error = fault.error(
        file: name, line: line.number, column: fault.index - line.text.lowerBound + 1)
      throw InputError(
        code: .syntax, file: name, line: error.line, column: error.column, expected: error.expected,
        found: error.found, hint: "save the card as UTF-8")
    }
    self.bytes = bytes
    // DOS ends a text file with Ctrl-Z.
    let text = bytes.reversed().drop { $0 == 0x1A }.reversed()
    self.text = String(decoding: text, as: UTF8.self)
  }

  /// Whether the file looks like a table instead of a card.
  var isTable: Bool {
    guard let sample = try? Sample(bytes, name: name),
      let dialect = try? Dialect.best(of: sample, commentPrefix: nil, keepsTabs: true)
    else { return false }
    return dialect.format.delimiter != .whitespace && dialect.rows.count > 1 && dialect.share > 0.8
  }
}
