import Inputs

/// Reads the sparse rows of libsvm and SVMlight: a class, then `number:value` for each feature that is not 0,
/// with rising numbers from 1. Text after a `#` is a comment.
///
/// It returns complete rows: the class, then every feature.
struct LibSVMReader: RowReader {
  private var lines: LineReader
  private let fields: Int

  var lastLine: Int { lines.line }

  /// The most features; far above any real table.
  static let featureLimit = 100_000

  /// - Parameter fields: the number of fields in each row, including the class.
  init(_ source: any ByteSource, fields: Int) {
    lines = LineReader(source)
    self.fields = fields
  }

  mutating func next() throws(InputError) -> DelimitedRow? {
    while let line = try lines.next() {
      if let fault = lines.fault(in: line) {
        throw fault.error(file: lines.name, line: line.number, column: nil)
      }
      guard let entries = try Entries(lines, line) else { continue }
      var bytes = entries.label
      var ends = [bytes.count]
      for (column, number) in entries.numbers.enumerated() {
        guard number < fields else {
          throw InputError(
            code: .outOfRange, file: lines.name, line: line.number, column: column + 2,
            expected: "a feature's number from 1 to \(fields - 1)", found: "\(number)")
        }
        while ends.count < number {
          bytes.append(UInt8(ascii: "0"))
          ends.append(bytes.count)
        }
        bytes += entries.values[column]
        ends.append(bytes.count)
      }
      while ends.count < fields {
        bytes.append(UInt8(ascii: "0"))
        ends.append(bytes.count)
      }
      return DelimitedRow(
        file: lines.name, line: line.number, isUnterminated: lines.isUnterminated, bytes: bytes,
        ends: ends)
    }
    return nil
  }

  /// The largest feature number in `source`.
  /// - Throws: ``InputError`` at the first line that is not such a row.
  static func features(of source: any ByteSource) throws(InputError) -> Int {
    var lines = LineReader(source)
    var largest = 0
    while let line = try lines.next() {
      let entries = try Entries(lines, line)
      largest = max(largest, entries?.numbers.last ?? 0)
    }
    return largest
  }

  /// Whether the first lines of `bytes`, the beginning of a file, are such rows.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    var lines = LineReader(MemorySource(bytes))
    var rows = 0
    // Rows without any feature are no evidence: all features may be 0, or it is another kind of file.
    var features = 0
    while rows < 20, let line = try? lines.next() {
      guard let entries = try? Entries(lines, line) else {
        // The last line of a sample may be truncated.
        if lines.isUnterminated { break }
        return false
      }
      rows += 1
      features += entries.numbers.count
    }
    return rows > 0 && features >= rows
  }
}

/// The parts of one line.
private struct Entries {
  let label: [UInt8]
  let numbers: [Int]
  let values: [[UInt8]]

  /// Nil for a line without a row.
  init?(_ lines: LineReader, _ line: LineReader.Line) throws(InputError) {
    let text = lines.bytes[line.text].prefix { $0 != UInt8(ascii: "#") }
    let words = text.split { $0 == 0x20 || $0 == 0x09 }
    guard let label = words.first else { return nil }
    func fault(_ word: ArraySlice<UInt8>, _ column: Int, _ expected: String) -> InputError {
      InputError(
        code: .syntax, file: lines.name, line: line.number, column: column, expected: expected,
        found: String(decoding: word, as: UTF8.self),
        hint: "a row is a class, then number:value for each feature, the numbers rising from 1")
    }
    guard !label.contains(UInt8(ascii: ":")) else { throw fault(label, 1, "a class") }
    self.label = Array(label)
    var numbers: [Int] = []
    var values: [[UInt8]] = []
    for (index, word) in words.dropFirst().enumerated() {
      let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard parts.count == 2, let number = Int(String(decoding: parts[0], as: UTF8.self)),
        number > numbers.last ?? 0, number <= LibSVMReader.featureLimit
      else { throw fault(word, index + 2, "number:value with a larger number than the one before") }
      numbers.append(number)
      values.append(Array(parts[1]))
    }
    self.numbers = numbers
    self.values = values
  }
}
