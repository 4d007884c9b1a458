import Inputs
import TextKernels

/// Reads a delimited file row by row, and keeps track of the line of each row.
///
/// Accepts UTF-8 with or without a byte-order mark, and any line ends. Comments, blank lines and lines with
/// only delimiters are not rows. Lines without quotes are split at their delimiters; libcsv reads the others.
struct DelimitedReader {
  /// The longest field, in bytes. A longer one indicates an unclosed quote, or that the file is not text.
  static let fieldLimit = 1 << 20

  /// The line that was read last, 1-based; 1 in an empty file.
  var lastLine: Int { lines.line }

  private var lines: LineReader
  private let delimiter: DelimitedFormat.Delimiter
  private let parser: CSVParser
  private let commentPrefix: [UInt8]
  private let skippedLines: Int
  private let trailingDelimiters: Int
  /// The number of header rows that are left; they may lack the delimiters at the end.
  private var headerRows: Int
  private(set) var passedOver = PassedOver()
  private var hasRow = false
  /// The places of the last row's fields; stored to reuse the memory.
  private var fields: [text_field] = []

  init(_ source: any ByteSource, format: DelimitedFormat) {
    lines = LineReader(source)
    delimiter = format.delimiter
    commentPrefix = Array((format.commentPrefix ?? "").utf8)
    skippedLines = format.skippedLines
    trailingDelimiters = format.trailingDelimiters
    headerRows = format.header == .none ? 0 : format.headerRows
    switch format.delimiter {
    case .character(let character):
      parser = CSVParser(delimiter: character, skipsEmptyFields: false)
    case .whitespace:
      parser = CSVParser(delimiter: UInt8(ascii: " "), skipsEmptyFields: true)
    }
  }

  /// The next row, or nil at the end of the file.
  /// - Throws: ``InputError`` at a quote that is misplaced or not closed, at a field longer than
  ///   ``fieldLimit``, at bytes that are not text, or if the file cannot be read.
  mutating func next() throws(InputError) -> DelimitedRow? {
    while let line = try lines.next() {
      guard line.number > skippedLines else { continue }
      if isComment(line) {
        passOverComment(line.number)
        continue
      }
      if lines.hasQuote(line) {
        // Blanks alone are not a row, even if they are the delimiter.
        guard let row = try quotedRow(from: line), isKept(row) else { continue }
        return row
      } else {
        TextKernel.split(lines.bytes, line.text, at: delimiter, into: &fields)
        if let fault = lines.fault(in: line) {
          throw fault.error(
            file: lines.name, line: line.number,
            column: (fields.firstIndex { $0.end > fault.index } ?? 0) + 1)
        }
        if fields.isEmpty { continue }
        if line.text.count > Self.fieldLimit { try checkLengths(line) }
        let ends = try endings(fields.reversed().lazy.map { $0.start == $0.end }, line.number)
        fields.removeLast(ends)
        let row = DelimitedRow(
          file: lines.name, line: line.number, isUnterminated: lines.isUnterminated,
          bytes: lines.bytes, fields: fields)
        if isKept(row) { return row }
      }
    }
    return nil
  }

  private func isComment(_ line: LineReader.Line) -> Bool {
    !commentPrefix.isEmpty && lines.bytes[line.text].starts(with: commentPrefix)
  }

  /// How many of the last fields do not count, because the row ends with delimiters.
  /// - Parameter areEmpty: whether each field is empty, from the last one on.
  /// - Throws: ``InputError`` if there are fewer than the format says, except in the header.
  private func endings(_ areEmpty: some Sequence<Bool>, _ line: Int) throws(InputError) -> Int {
    guard trailingDelimiters > 0 else { return 0 }
    let count = areEmpty.prefix { $0 }.prefix(trailingDelimiters).count
    guard count == trailingDelimiters || headerRows > 0 else {
      throw InputError(
        code: .syntax, file: lines.name, line: line,
        expected:
          "\(trailingDelimiters == 1 ? "a delimiter" : "\(trailingDelimiters) delimiters") at the "
          + "end of the row, as in the others",
        found: count == 0 ? "none" : "\(count)")
    }
    return count
  }

  /// Whether the row counts: a line with only delimiters is a blank line of a spreadsheet.
  private mutating func isKept(_ row: DelimitedRow) -> Bool {
    guard row.isBlank else {
      hasRow = true
      headerRows = max(0, headerRows - 1)
      return true
    }
    passedOver.blankRows += 1
    passedOver.firstBlankRow = passedOver.firstBlankRow ?? row.line
    return false
  }

  private mutating func passOverComment(_ line: Int) {
    passedOver.comments += 1
    if hasRow { passedOver.firstCommentAmidRows = passedOver.firstCommentAmidRows ?? line }
  }

  private func checkLengths(_ line: LineReader.Line) throws(InputError) {
    guard let long = fields.firstIndex(where: { $0.end - $0.start > Self.fieldLimit }) else {
      return
    }
    throw tooLong(line: line.number, column: long + 1)
  }

  private func tooLong(line: Int, column: Int) -> InputError {
    InputError(
      code: .outOfRange, file: lines.name, line: line, column: column,
      expected: "a field of at most \(Self.fieldLimit) bytes", found: "a longer one",
      hint: "is a quote not closed, or is this not a text file?")
  }

  /// The row that begins with `first`, with as many lines as its quotes span; nil if it has no field.
  private mutating func quotedRow(
    from first: LineReader.Line
  ) throws(InputError) -> DelimitedRow? {
    parser.startRow()
    var line = first
    var fieldLine = first.number
    while true {
      if let fault = lines.fault(in: line) {
        throw fault.error(file: lines.name, line: line.number, column: nil)
      }
      let fieldsBefore = parser.ends.count
      guard parser.parse(piece(line)) else { throw strayQuote(line.number, fieldLine) }
      if parser.ends.count != fieldsBefore { fieldLine = line.number }
      guard parser.pendingBytes <= Self.fieldLimit else {
        throw tooLong(line: fieldLine, column: parser.ends.count + 1)
      }
      if parser.rowIsComplete { break }
      guard let next = try lines.next() else {
        try finish(fieldLine)
        break
      }
      line = next
    }
    var ends = parser.ends
    guard !ends.isEmpty else { return nil }
    let starts = [0] + ends.dropLast()
    ends.removeLast(
      try endings(zip(starts, ends).reversed().lazy.map { $0 == $1 }, first.number))
    return DelimitedRow(
      file: lines.name, line: first.number, isUnterminated: lines.isUnterminated,
      bytes: parser.bytes, ends: ends)
  }

  /// The error for a quote within a field, which may also mean that an earlier quote was never closed.
  private func strayQuote(_ line: Int, _ fieldLine: Int) -> InputError {
    let column = parser.ends.count + 1
    guard fieldLine == line else {
      return InputError(
        code: .syntax, file: lines.name, line: fieldLine, column: column,
        expected: "a quote that ends the field",
        found: "none before line \(line)",
        hint: "close the quote at the field's beginning, or remove it")
    }
    return InputError(
      code: .syntax, file: lines.name, line: line, column: column,
      expected: "quotes around the whole field, doubled inside it", found: "a quote elsewhere")
  }

  /// The bytes of `line` with its end. If blanks are the delimiter, tabs become blanks.
  private func piece(_ line: LineReader.Line) -> [UInt8] {
    let piece = Array(lines.bytes[line.whole])
    return delimiter == .whitespace ? piece.map { $0 == 0x09 ? 0x20 : $0 } : piece
  }

  /// Ends the last row, whose line break may be missing.
  private func finish(_ fieldLine: Int) throws(InputError) {
    let column = parser.ends.count + 1
    guard parser.finish() else {
      throw InputError(
        code: .syntax, file: lines.name, line: fieldLine, column: column,
        expected: "a quote that ends the field",
        found: "the end of the file",
        hint: "the quote at the field's beginning is never closed")
    }
  }
}
