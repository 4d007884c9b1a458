import Inputs
import TextKernels

/// Reads several files side by side: the fields of a row of the first, then those of the same row of the next, ...
struct JoinedReader: RowReader {
  private var readers: [any RowReader]
  private let names: [String]
  /// The number of fields that each file has in its first row.
  private var widths: [Int] = []

  var lastLine: Int { readers[0].lastLine }

  /// - Parameter names: the files as the user named them.
  /// - Precondition: as many names as readers, and at least one.
  init(_ readers: [any RowReader], names: [String]) {
    self.readers = readers
    self.names = names
  }

  mutating func next() throws(InputError) -> DelimitedRow? {
    guard let first = try readers[0].next() else {
      for index in readers.indices.dropFirst() {
        guard let row = try readers[index].next() else { continue }
        throw InputError(
          code: .mismatch, file: names[index], line: row.line,
          expected: "as many rows as in \(names[0])", found: "another row")
      }
      return nil
    }
    var rows = [first]
    for index in readers.indices.dropFirst() {
      guard let row = try readers[index].next() else {
        throw InputError(
          code: .mismatch, file: names[index], line: readers[index].lastLine,
          expected: "as many rows as in \(names[0])", found: "the end of the file",
          hint: "\(names[0]) has another row in line \(first.line)")
      }
      rows.append(row)
    }
    if widths.isEmpty { widths = rows.map(\.count) }
    for (row, width) in zip(rows, widths) where row.count != width {
      throw row.error(expectedFields: width)
    }
    return Self.joined(rows)
  }

  private static func joined(_ rows: [DelimitedRow]) -> DelimitedRow {
    var bytes: [UInt8] = []
    var fields: [text_field] = []
    var sources: [RowOrigin.Source] = []
    for row in rows {
      sources.append(.init(file: row.file, line: row.line, first: fields.count))
      guard let start = row.fields.map(\.start).min(), let end = row.fields.map(\.end).max() else {
        continue
      }
      let shift = UInt32(bytes.count)
      bytes += row.bytes[Int(start)..<Int(end)]
      fields += row.fields.map {
        text_field(start: $0.start - start + shift, end: $0.end - start + shift)
      }
    }
    return DelimitedRow(
      file: rows[0].file, line: rows[0].line,
      isUnterminated: rows.contains { $0.isUnterminated }, bytes: bytes, fields: fields,
      origin: RowOrigin(sources: sources))
  }
}
