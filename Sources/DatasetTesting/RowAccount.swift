package import Datasets

/// Checks that every row of a file that was inspected without a card was either read or mentioned, in the card
/// or in a note. It counts the rows independently, from the bytes, and so reveals mistakes of the inspection.
public struct RowAccount: Hashable, Sendable {
  /// The rows of the file, of any kind.
  public let rows: Int
  /// The rows that were read or mentioned.
  public let accounted: Int

  /// Whether every row was read or mentioned.
  public var isComplete: Bool { rows == accounted }

  /// - Parameter bytes: the whole file, uncompressed and as UTF-8.
  package init(of table: InspectedTable, in bytes: [UInt8]) {
    let format = table.profile.format
    let counted = LogicalRows(bytes, format)
    rows = counted.starts.count
    let skipped = counted.starts.filter { $0.line <= format.skippedLines }
    let comments = counted.starts.filter { $0.line > format.skippedLines && $0.isComment }.count
    let header = format.header == .none ? 0 : format.headerRows
    // Comments above the rows, and a line that names the delimiter, need no note.
    let isNamed =
      skipped.allSatisfy { $0.isComment || $0.namesDelimiter }
      || table.draft.warnings.contains { $0.contains("skipped") }
    accounted = table.profile.rows + header + comments + (isNamed ? skipped.count : 0)
  }
}

/// The rows of a text, according to its quotes and line ends.
private struct LogicalRows {
  struct Start {
    let line: Int
    let isComment: Bool
    let namesDelimiter: Bool
  }

  private(set) var starts: [Start] = []

  init(_ bytes: [UInt8], _ format: DelimitedFormat) {
    var text = bytes[...]
    while text.last == 0x1A { text = text.dropLast() }
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    let prefix = Array((format.commentPrefix ?? "").utf8)
    var line = 1
    while !text.isEmpty {
      let start = line
      let isComment = !prefix.isEmpty && text.starts(with: prefix)
      let isWhole = isComment || start <= format.skippedLines
      let end = Self.end(of: text, isWhole: isWhole, line: &line)
      let row = text[..<end.text]
      if isComment || !Self.isBlank(row, format.delimiter) {
        let name = String(decoding: row.prefix(6), as: UTF8.self).lowercased()
        starts.append(
          Start(
            line: start, isComment: isComment,
            namesDelimiter: name.drop { $0 == "\"" }.hasPrefix("sep=")))
      }
      text = text[end.whole...]
    }
  }

  /// Where a row's text ends, and where the next row begins; advances `line` to that row's line.
  /// - Parameter isWhole: whether quotes have no meaning, so that each line is a row.
  private static func end(
    of text: ArraySlice<UInt8>, isWhole: Bool, line: inout Int
  ) -> (text: Int, whole: Int) {
    var isQuoted = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == 0x22, !isWhole { isQuoted.toggle() }
      if byte == 0x0A || byte == 0x0D {
        let isPair = byte == 0x0D && index + 1 < text.endIndex && text[index + 1] == 0x0A
        line += 1
        let next = index + (isPair ? 2 : 1)
        if !isQuoted { return (index, next) }
        index = next
      } else {
        index += 1
      }
    }
    return (index, index)
  }

  /// Whether all fields of a row are empty.
  private static func isBlank(
    _ row: ArraySlice<UInt8>, _ delimiter: DelimitedFormat.Delimiter
  ) -> Bool {
    var isQuoted = false
    var last: UInt8 = 0
    for byte in row {
      if byte == 0x22 {
        // Two quotes within quotes stand for one quote, so the field is not empty.
        if !isQuoted, last == 0x22 { return false }
        isQuoted.toggle()
      } else {
        let isDelimiter = delimiter == .character(byte)
        guard !isQuoted, isDelimiter || byte == 0x20 || byte == 0x09 else { return false }
      }
      last = byte
    }
    return true
  }
}
