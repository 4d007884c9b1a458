import CCSV

/// libcsv, fed piece by piece. The only file that talks to libcsv.
///
/// Strict: a quote inside an unquoted field, and anything but a delimiter after a closing quote,
/// is an error. Blanks around a field are dropped, in quotes as without; blank lines make no row.
final class CSVParser {
  /// The bytes of the current row's fields, one after another, and where each field ends.
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  /// Whether a row has ended since ``startRow()``.
  private(set) var rowIsComplete = false

  private let parser: UnsafeMutablePointer<csv_parser>
  private let skipsEmptyFields: Bool

  /// - Parameter skipsEmptyFields: Whether a field of no characters at all is left out, which
  ///   makes one delimiter out of a run of them.
  init(delimiter: UInt8, skipsEmptyFields: Bool) {
    self.skipsEmptyFields = skipsEmptyFields
    parser = .allocate(capacity: 1)
    parser.initialize(to: csv_parser())
    // csv_init only fails without a parser. A field that is empty and unquoted comes as NULL.
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

  /// How long the field that is being read is so far.
  var pendingBytes: Int { parser.pointee.entry_pos }

  /// Forgets the row that has ended.
  func startRow() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    rowIsComplete = false
  }

  /// Reads `piece`, in which at most one row may end.
  /// - Returns: false if a quote stands where none may, or memory is short.
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
      // libcsv drops the blanks around a field without quotes; many readers know no difference.
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
