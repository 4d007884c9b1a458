import Inputs

/// Reads the attribute-relation files of WEKA and OpenML: a header that declares the columns, then rows,
/// each either whole or sparse (`{3 1.5, 7 red}`).
///
/// In a sparse row a number that is left out is 0 and a category its first level. An instance's weight
/// is refused, since nothing here would honour it.
struct ARFFReader: RowReader {
  /// A declared column.
  struct Attribute: Hashable, Sendable {
    let name: String
    let kind: Kind

    enum Kind: Hashable, Sendable {
      case number
      case category([String])
      /// A string or a date.
      case text
    }
  }

  /// In order.
  let attributes: [Attribute]
  private var lines: LineReader

  var lastLine: Int { lines.line }

  /// Reads the header.
  /// - Throws: ``InputError`` at the line that is not as the format has it.
  init(_ source: any ByteSource) throws(InputError) {
    var lines = LineReader(source)
    var attributes: [Attribute] = []
    while true {
      guard var text = try Self.nextText(&lines) else {
        throw InputError(
          file: lines.name, line: lines.line, expected: "@data after the attributes",
          found: "the end of the file")
      }
      switch try text.keyword() {
      case "@relation": continue
      case "@attribute": attributes.append(try Attribute(&text))
      case "@data":
        guard !attributes.isEmpty else {
          throw text.error(expected: "an @attribute before @data", found: "none")
        }
        self.attributes = attributes
        self.lines = lines
        return
      case let other:
        throw text.error(expected: "@relation, @attribute or @data", found: other)
      }
    }
  }

  mutating func next() throws(InputError) -> DelimitedRow? {
    guard var text = try Self.nextText(&lines) else { return nil }
    let fields = text.take("{") ? try sparseRow(&text) : try text.values(until: nil)
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for field in fields {
      bytes += field
      ends.append(bytes.count)
    }
    return DelimitedRow(
      file: lines.name, line: lines.line, isUnterminated: lines.isUnterminated, bytes: bytes,
      ends: ends)
  }

  /// The next line that is neither blank nor a comment; comments may be in any encoding.
  private static func nextText(_ lines: inout LineReader) throws(InputError) -> ARFFText? {
    while let line = try lines.next() {
      let text = ARFFText(Array(lines.bytes[line.text]), file: lines.name, line: line.number)
      guard !text.isBlankOrComment else { continue }
      if let fault = lines.fault(in: line) {
        throw fault.error(
          file: lines.name, line: line.number, column: fault.index - line.text.lowerBound + 1)
      }
      return text
    }
    return nil
  }

  /// The fields of a row of which only those that are not 0 are written.
  private func sparseRow(_ text: inout ARFFText) throws(InputError) -> [[UInt8]] {
    var fields = attributes.map { attribute -> [UInt8] in
      switch attribute.kind {
      case .number: [UInt8(ascii: "0")]
      case .category(let levels): Array((levels.first ?? "").utf8)
      case .text: []
      }
    }
    while !text.take("}") {
      let index = try text.word()
      guard let number = Int(String(decoding: index, as: UTF8.self)),
        fields.indices.contains(number)
      else {
        throw text.error(
          expected: "the number of an attribute, from 0 to \(fields.count - 1)",
          found: String(decoding: index, as: UTF8.self))
      }
      fields[number] = try text.value()
      _ = text.take(",")
    }
    try text.expectEnd()
    return fields
  }
}

extension ARFFReader.Attribute {
  /// What follows `@attribute`.
  fileprivate init(_ text: inout ARFFText) throws(InputError) {
    name = String(decoding: try text.value(), as: UTF8.self)
    if text.take("{") {
      let levels = try text.values(until: "}").map { String(decoding: $0, as: UTF8.self) }
      guard !levels.isEmpty, Set(levels).count == levels.count else {
        throw text.error(expected: "levels that are all different", found: "")
      }
      kind = .category(levels)
      return
    }
    let type = String(decoding: try text.word(), as: UTF8.self).lowercased()
    switch type {
    case "numeric", "real", "integer": kind = .number
    case "string", "date": kind = .text
    default:
      throw text.error(
        expected: "numeric, real, integer, string, date or {levels}", found: type)
    }
  }
}
