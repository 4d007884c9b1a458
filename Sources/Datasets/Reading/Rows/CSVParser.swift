import CCSV

/// libcsv, fed piece by piece. The only file that calls libcsv.
///
/// It is strict: a quote inside an unquoted field, and anything but a delimiter after a closing quote, are
/// errors. Blanks around a field are dropped, even within quotes; blank lines are not rows.
final class CSVParser {
  /// The bytes of the current row's fields, one after another, and where each field ends.
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  /// Whether a row has ended since ``startRow()``.
  private(set) var rowIsComplete = false

  private let parser: UnsafeMutablePointer<csv_parser>
  private let skipsEmptyFields: Bool

  /// - Parameter skipsEmptyFields: whether empty fields are left out, so that a run of delimiters counts as
  ///   one.
  init(delimiter: UInt8, skipsEmptyFields: Bool) {
    self.skipsEmptyFields = skipsEmptyFields
    parser = .allocate(capacity: 1)
    parser.initialize(to: csv_parser())
    // csv_init fails only without a parser. A field that is empty and unquoted is passed as NULL.
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL))
    csv_set_delim(parser, delimiter)
  }

  deinit {
    csv_free(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
  }

  /// Whether a row has begun and not ended, so that a line break may belong to a quoted field.
  /// (State 0 is libcsv's ROW_NOT_BEGUN; the struct is public, the name is not.)
  var isInsideRow: Bool { parser.pointee.pstate != 0 }

  /// The current length of the field that is being read.
  var pendingBytes: Int { parser.pointee.entry_pos }

  /// Clears the completed row.
  func startRow() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    rowIsComplete = false
  }

  /// Parses `piece`, in which at most one row may end.
  /// - Returns: false if a quote is misplaced, or out of memory.
  func parse(_ piece: [UInt8]) -> Bool {
    let context = Unmanaged.passUnretained(self).toOpaque()
    return csv_parse(parser, piece, piece.count, Self.onField, Self.onRow, context)
      == piece.count
  }

  /// Ends the last row, which may lack its line break.
  /// - Returns: false if a quoted field is still open.
  func finish() -> Bool {
    let context = Unmanaged.passUnretained(self).toOpaque()
    return csv_fini(parser, Self.onField, Self.onRow, context) == 0
  }

  private static let onField:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      field, count, context in
      guard let context else { return }
      let parser = Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue()
      if field == nil, parser.skipsEmptyFields { return }
      // libcsv drops blanks only around unquoted fields; many readers do so for quoted ones, too.
      let bytes = UnsafeRawBufferPointer(start: field, count: count)
      let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
      let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? 0
      parser.bytes.append(contentsOf: bytes[(bytes.firstIndex { !isBlank($0) } ?? end)..<end])
      parser.ends.append(parser.bytes.count)
    }

  private static let onRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
    _, context in
    guard let context else { return }
    Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue().rowIsComplete = true
  }
}
