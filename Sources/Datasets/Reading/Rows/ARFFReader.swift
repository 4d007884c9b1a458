import Inputs

/// Reads the attribute-relation files of WEKA and OpenML: a header that declares the columns, then rows, either
/// complete or sparse (`{3 1.5, 7 red}`).
///
/// As in WEKA, only an unquoted `?` is a missing value, and a value that its attribute does not declare is an
/// error. In a sparse row, a number that is left out is 0, and a category its first level. Weights of instances
/// are refused, because they would have no effect.
struct ARFFReader: RowReader {
  /// The attributes, in order.
  let attributes: [Attribute]
  /// The levels of each attribute; nil for attributes without levels.
  private let levels: [Set<String>?]
  private let sparseValues: [[UInt8]]
  private var lines: LineReader

  var lastLine: Int { lines.line }

  /// Reads the header.
  /// - Throws: ``InputError`` at a line that violates the format.
  init(_ source: any ByteSource) throws(InputError) {
    var lines = LineReader(source)
    var attributes: [Attribute] = []
    var names: Set<String> = []
    while true {
      guard var text = try Self.nextText(&lines) else {
        throw InputError(
          code: .syntax, file: lines.name, line: lines.line, expected: "@data after the attributes",
          found: "the end of the file")
      }
      let (keyword, start) = try text.keyword()
      switch keyword {
      case "@relation": continue
      case "@attribute":
        let start = text.column
        let attribute = try Attribute(&text)
        guard names.insert(attribute.name).inserted else {
          throw text.error(
            at: start, expected: "attributes with different names", found: attribute.name)
        }
        attributes.append(attribute)
      case "@data":
        guard !attributes.isEmpty else {
          throw text.error(at: start, expected: "an @attribute before @data", found: "none")
        }
        guard text.isBlankOrComment else {
          throw text.error(expected: "the end of the line after @data", found: text.rest)
        }
        self.attributes = attributes
        self.lines = lines
        sparseValues = attributes.map(\.sparseValue)
        levels = attributes.map { attribute in
          guard case .category(let levels) = attribute.kind else { return nil }
          return Set(levels)
        }
        return
      default:
        throw text.error(
          at: start, expected: "@relation, @attribute or @data", found: keyword,
          hint: attributes.isEmpty ? nil : "@data stands before the first row")
      }
    }
  }

  mutating func next() throws(InputError) -> DelimitedRow? {
    guard var text = try Self.nextText(&lines) else { return nil }
    var fields = Fields()
    if text.take("{") {
      try readSparse(&text, into: &fields)
    } else {
      try readWhole(&text, into: &fields)
    }
    try expectEnd(of: text)
    let row = DelimitedRow(
      file: lines.name, line: lines.line, isUnterminated: lines.isUnterminated,
      bytes: fields.bytes, ends: fields.ends, missing: fields.isMissing)
    for field in attributes.indices { try check(row, field, fields.columns[field], text) }
    return row
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

  /// Reads a complete row.
  private func readWhole(
    _ text: inout ARFFText, into fields: inout Fields
  ) throws(InputError) {
    for index in attributes.indices {
      guard !text.isBlankOrComment, !text.hasNext("{") else {
        throw text.error(
          expected: "\(attributes.count) values in a row", found: "\(index)",
          hint: "write ? where a value is missing")
      }
      try fields.take(from: &text)
    }
  }

  /// Reads a sparse row: the values that are not 0, each after its attribute's number, in order.
  private func readSparse(
    _ text: inout ARFFText, into fields: inout Fields
  ) throws(InputError) {
    while !text.take("}") {
      guard !text.isBlankOrComment else {
        throw text.error(expected: "'}' at the end of the row", found: "the end of the line")
      }
      let start = text.column
      let word = String(decoding: try text.word("an attribute's number"), as: UTF8.self)
      guard let index = Int(word), attributes.indices.contains(index) else {
        throw text.error(
          at: start, expected: "an attribute's number, from 0 to \(attributes.count - 1)",
          found: word)
      }
      guard index >= fields.count else {
        throw text.error(
          at: start, expected: "attributes' numbers in order, each once", found: word,
          hint: "it is '\(attributes[index].name)'")
      }
      for skipped in fields.count..<index { fields.append(sparseValues[skipped], at: start) }
      try fields.take(from: &text)
    }
    let end = text.column
    for skipped in fields.count..<attributes.count { fields.append(sparseValues[skipped], at: end) }
    _ = text.take(",")
  }

  /// Throws an error if more than a comment is left.
  private func expectEnd(of text: ARFFText) throws(InputError) {
    guard !text.isBlankOrComment else { return }
    throw text.error(
      expected: "the end of the row after \(attributes.count) values", found: text.rest,
      hint: text.hasNext("{")
        ? "weights of rows are not supported: remove them, all rows have the same weight"
        : "a value with blanks needs quotes")
  }

  /// Throws an error if `field`, at `column`, is not a value that its attribute declares.
  private func check(
    _ row: DelimitedRow, _ field: Int, _ column: Int, _ text: ARFFText
  ) throws(InputError) {
    if row.isMissing(field) == true { return }
    let attribute = attributes[field]
    switch attribute.kind {
    case .text: return
    case .number:
      guard row.number(field, .point) == nil else { return }
      throw text.error(
        at: column, expected: "a number, as attribute '\(attribute.name)' declares",
        found: row.text(field), hint: "write ? where a value is missing")
    case .category(let all):
      let level = row.text(field)
      guard levels[field]?.contains(level) != true else { return }
      let known = all.prefix(12).joined(separator: ", ") + (all.count > 12 ? ", ..." : "")
      throw text.error(
        at: column, expected: "one of \(known), which attribute '\(attribute.name)' declares",
        found: level, hint: nearestWord(to: level, in: all).map { "did you mean '\($0)'?" })
    }
  }
}

extension ARFFReader {
  /// Collects the fields of a row.
  private struct Fields {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var isMissing: [Bool] = []
    /// The place of each field in its line.
    var columns: [Int] = []

    var count: Int { ends.count }

    mutating func append(_ value: [UInt8], at column: Int) {
      bytes += value
      ends.append(bytes.count)
      isMissing.append(false)
      columns.append(column)
    }

    mutating func take(from text: inout ARFFText) throws(InputError) {
      let start = bytes.count
      columns.append(text.column)
      let isQuoted = try text.takeValue(into: &bytes)
      ends.append(bytes.count)
      isMissing.append(!isQuoted && bytes[start...].elementsEqual([UInt8(ascii: "?")]))
    }
  }
}
