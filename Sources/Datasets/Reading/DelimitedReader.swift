import Inputs

/// Reads a delimited file row by row, in pieces of 64 KiB, and knows on which line each row is.
///
/// Takes UTF-8 with or without a byte-order mark, and any line ends. Comments and blank lines are
/// no rows. libcsv does not count lines, so it is fed line by line.
struct DelimitedReader {
  /// The longest field, in bytes: what is longer is a quote that nobody closed, or no text.
  static let fieldLimit = 1 << 20

  /// The line that was read last, 1-based; 1 in an empty file.
  var lastLine: Int { max(1, startsLine ? line - 1 : line) }

  private enum LineKind {
    /// Nothing of the line is decided; so many bytes of the comment prefix are matched.
    case undecided(matched: Int)
    case row
    case skipped
  }

  private let source: any ByteSource
  private let parser: CSVParser
  private let isWhitespaceDelimited: Bool
  private let commentPrefix: [UInt8]
  private let skippedLines: Int

  private var chunk: [UInt8] = []
  private var position = 0
  private var line = 1
  private var kind = LineKind.undecided(matched: 0)
  private var startsLine = true
  private var pastCarriageReturn = false
  private var hasStarted = false
  private var isFinished = false
  /// Where the current row began, and where the field that is being read did.
  private var rowLine = 1
  private var fieldLine = 1

  init(_ source: any ByteSource, format: DelimitedFormat) {
    self.source = source
    commentPrefix = Array((format.commentPrefix ?? "").utf8)
    skippedLines = format.skippedLines
    switch format.delimiter {
    case .character(let character):
      isWhitespaceDelimited = false
      parser = CSVParser(delimiter: character, skipsEmptyFields: false)
    case .whitespace:
      isWhitespaceDelimited = true
      parser = CSVParser(delimiter: UInt8(ascii: " "), skipsEmptyFields: true)
    }
  }

  /// The next row, or nil at the end of the file.
  /// - Throws: ``InputError`` at a quote that stands wrong or is not closed, at a field longer
  ///   than ``fieldLimit``, or if the file cannot be read.
  mutating func next() throws(InputError) -> DelimitedRow? {
    parser.startRow()
    while !isFinished {
      if position == chunk.count {
        // What comes may still be nothing, once a byte-order mark is taken off.
        if try refill() { continue }
        isFinished = true
        let unclosed = (line: fieldLine, field: parser.ends.count)
        guard parser.finish() else {
          throw InputError(
            file: source.name, line: unclosed.line, column: unclosed.field + 1,
            expected: "a quote that ends the field", found: "the end of the file",
            hint: "the quote at the field's beginning is never closed")
        }
      } else {
        try readPiece()
      }
      if parser.rowIsComplete {
        // Blanks alone make no row, not even where they are the delimiter.
        if parser.ends.isEmpty {
          parser.startRow()
          continue
        }
        return DelimitedRow(
          file: source.name, line: rowLine, isUnterminated: isFinished, bytes: parser.bytes,
          ends: parser.ends)
      }
    }
    return nil
  }

  /// Reads the rest of the line, as far as it is in the chunk.
  private mutating func readPiece() throws(InputError) {
    let isLineFeed = chunk[position] == 0x0A
    if pastCarriageReturn, isLineFeed {
      // The second half of a line end; it matters inside quotes, and nowhere else.
      pastCarriageReturn = false
      if parser.isInsideRow { try feed(chunk, from: position, to: position + 1) }
      position += 1
      return
    }
    pastCarriageReturn = false
    startsLine = false
    decideKind()

    let start = position
    while position < chunk.count, chunk[position] != 0x0A, chunk[position] != 0x0D { position += 1 }
    let endsLine = position < chunk.count
    if endsLine { position += 1 }
    switch kind {
    case .row: try feed(chunk, from: start, to: position)
    case .skipped, .undecided: break
    }
    if endsLine {
      pastCarriageReturn = chunk[position - 1] == 0x0D
      line += 1
      kind = .undecided(matched: 0)
      startsLine = true
    }
  }

  /// Finds out whether the line is a row, moving past what it has seen of the comment prefix.
  private mutating func decideKind() {
    guard case .undecided(var matched) = kind else { return }
    if parser.isInsideRow {
      kind = .row
    } else if line <= skippedLines {
      kind = .skipped
    } else if commentPrefix.isEmpty {
      kind = .row
    } else {
      while matched < commentPrefix.count, position < chunk.count,
        chunk[position] == commentPrefix[matched]
      {
        matched += 1
        position += 1
      }
      if matched == commentPrefix.count {
        kind = .skipped
      } else if position < chunk.count {
        kind = .row
        pendingPrefix = matched
      } else {
        kind = .undecided(matched: matched)
      }
    }
  }

  /// How many bytes of the comment prefix turned out to be the beginning of a row.
  private var pendingPrefix = 0

  private mutating func feed(_ bytes: [UInt8], from start: Int, to end: Int) throws(InputError) {
    if !parser.isInsideRow {
      rowLine = line
      fieldLine = line
    }
    let fields = parser.ends.count
    var isWellFormed = true
    if pendingPrefix > 0 {
      isWellFormed = commentPrefix.withUnsafeBytes {
        parser.parse(UnsafeRawBufferPointer(rebasing: $0[..<pendingPrefix]))
      }
      pendingPrefix = 0
    }
    isWellFormed =
      isWellFormed
      && bytes.withUnsafeBytes { parser.parse(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    if parser.ends.count != fields { fieldLine = line }
    guard isWellFormed else {
      throw InputError(
        file: source.name, line: line, column: parser.ends.count + 1,
        expected: "quotes around the whole field, doubled inside it", found: "a quote elsewhere")
    }
    guard parser.pendingBytes <= Self.fieldLimit else {
      throw InputError(
        file: source.name, line: fieldLine, column: parser.ends.count + 1,
        expected: "a field of at most \(Self.fieldLimit) bytes", found: "a longer one",
        hint: "is a quote not closed, or is this not a text file?")
    }
  }

  /// Gets the next chunk; false at the end of the file.
  private mutating func refill() throws(InputError) -> Bool {
    guard !Task.isCancelled else { throw InputError.cancelled(source.name) }
    guard var bytes = try source.next() else {
      // The file ends with what looked like the beginning of a comment.
      if case .undecided(let matched) = kind, matched > 0 {
        pendingPrefix = matched
        kind = .row
        try feed([], from: 0, to: 0)
      }
      return false
    }
    if !hasStarted {
      hasStarted = true
      while bytes.count < 3, let more = try source.next() { bytes += more }
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    }
    if isWhitespaceDelimited {
      for index in bytes.indices where bytes[index] == 0x09 { bytes[index] = 0x20 }
    }
    chunk = bytes
    position = 0
    return true
  }
}
