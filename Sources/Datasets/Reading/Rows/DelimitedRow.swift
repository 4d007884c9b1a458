import Inputs
import TextKernels

/// One row of a file, with its fields as bytes.
struct DelimitedRow {
  /// The file as the user named it.
  let file: String
  /// The line, from 1, on which the row begins.
  let line: Int
  /// Whether the file ended within this row's line, which indicates a truncated file.
  let isUnterminated: Bool
  /// The bytes of the fields, and the place of each.
  let bytes: [UInt8]
  let fields: [text_field]
  /// Which fields are missing, if the file itself says so.
  private let missing: [Bool]?
  /// Where the fields were read, if not one after another in one file.
  let origin: RowOrigin?
  /// What ``readNumbers(_:)`` has read, and the decimal mark.
  private var known: (numbers: [Float], mark: DelimitedFormat.DecimalMark)?

  /// - Precondition: the fields are within `bytes`; `missing` has an element for each.
  init(
    file: String, line: Int, isUnterminated: Bool, bytes: [UInt8], fields: [text_field],
    missing: [Bool]? = nil, origin: RowOrigin? = nil
  ) {
    self.missing = missing
    self.origin = origin
    self.file = file
    self.line = line
    self.isUnterminated = isUnterminated
    self.bytes = bytes
    self.fields = fields
  }

  /// - Parameters:
  ///   - bytes: the fields, one after another.
  ///   - ends: the end of each field.
  ///   - missing: which fields are missing, if the file itself says so.
  init(
    file: String, line: Int, isUnterminated: Bool, bytes: [UInt8], ends: [Int],
    missing: [Bool]? = nil
  ) {
    var start: UInt32 = 0
    let fields = ends.map { end in
      defer { start = UInt32(end) }
      return text_field(start: start, end: UInt32(end))
    }
    self.init(
      file: file, line: line, isUnterminated: isUnterminated, bytes: bytes, fields: fields,
      missing: missing)
  }

  /// The number of fields.
  var count: Int { fields.count }

  /// The number of bytes from the first field's to the last one's.
  var textLength: Int { fields.isEmpty ? 0 : Int(fields[count - 1].end - fields[0].start) }

  /// Whether all fields are empty.
  var isBlank: Bool { fields.allSatisfy { $0.start == $0.end } }

  /// Whether the file itself says that `field` is missing; nil if that depends on the field's text.
  func isMissing(_ field: Int) -> Bool? { missing.map { $0[field] } }

  /// The bytes of a field.
  subscript(field: Int) -> ArraySlice<UInt8> {
    bytes[Int(fields[field].start)..<Int(fields[field].end)]
  }

  /// The number of bytes in a field.
  func length(_ field: Int) -> Int { Int(fields[field].end - fields[field].start) }

  /// Whether a field has only ASCII characters.
  func isASCII(_ field: Int) -> Bool {
    (Int(fields[field].start)..<Int(fields[field].end)).allSatisfy { bytes[$0] < 0x80 }
  }

  /// Whether `byte` is in a field.
  func has(_ byte: UInt8, in field: Int) -> Bool {
    (Int(fields[field].start)..<Int(fields[field].end)).contains { bytes[$0] == byte }
  }

  /// The sum of the hashes of the fields in `range`, each of its text and its index.
  func hash(of range: Range<Int>) -> UInt64 { TextKernel.hash(of: fields[range], in: bytes) }

  /// A field as text.
  func text(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  /// Reads all fields as numbers, once for all who ask for them later.
  /// - Returns: NaN for a field that is not a number.
  mutating func readNumbers(_ decimalMark: DelimitedFormat.DecimalMark) -> [Float] {
    let numbers = numbersOrNaN(fields.indices, decimalMark)
    known = (numbers, decimalMark)
    return numbers
  }

  /// The numbers in the fields of `range`; NaN for a field that is not a number.
  func numbersOrNaN(
    _ range: Range<Int>, _ decimalMark: DelimitedFormat.DecimalMark
  ) -> [Float] {
    if let known, known.mark == decimalMark { return Array(known.numbers[range]) }
    return TextKernel.numbersOrNaN(in: fields[range], of: bytes, decimalMark: decimalMark.byte)
  }

  /// A field as a number, or nil if it is not one.
  func number(_ field: Int, _ decimalMark: DelimitedFormat.DecimalMark) -> Float? {
    if let known, known.mark == decimalMark {
      return known.numbers[field].isNaN ? nil : known.numbers[field]
    }
    return TextKernel.number(fields[field], in: bytes, decimalMark: decimalMark.byte)
  }

  /// A field as a number in double precision, or nil if it is not one.
  func double(_ field: Int, _ decimalMark: DelimitedFormat.DecimalMark) -> Double? {
    TextKernel.double(fields[field], in: bytes, decimalMark: decimalMark.byte)
  }

  /// Appends the numbers in the fields of `range` to `numbers`, up to the first field that is not a number.
  /// - Returns: how many were appended.
  func appendNumbers(
    _ range: Range<Int>, _ decimalMark: DelimitedFormat.DecimalMark, to numbers: inout [Float]
  ) -> Int {
    guard let known, known.mark == decimalMark else {
      return TextKernel.appendNumbers(
        of: fields[range], in: bytes, decimalMark: decimalMark.byte, to: &numbers)
    }
    let end = known.numbers[range].firstIndex(where: \.isNaN) ?? range.upperBound
    numbers += known.numbers[range.lowerBound..<end]
    return end - range.lowerBound
  }

  /// The error that `field` is not what was expected.
  func error(
    field: Int, expected: String, hint: String? = nil, code: InputError.Code = .invalidValue
  ) -> InputError {
    let place = origin?.place(of: field) ?? (file, line, field + 1)
    return InputError(
      code: code, file: place.0, line: place.1, column: place.2, expected: expected,
      found: text(field), hint: hint ?? truncationHint)
  }

  /// The error that the number of fields is not `expected`.
  func error(expectedFields expected: Int) -> InputError {
    InputError(
      code: .syntax, file: file, line: line, column: min(count, expected) + 1,
      expected: counted(expected, "field"),
      found: "\(count)",
      hint: truncationHint
        ?? (count > expected ? "quote a field that contains the delimiter" : nil))
  }

  private var truncationHint: String? {
    isUnterminated ? "the file ends within this line: it may be truncated" : nil
  }
}

/// Where the fields of a row were read: side by side in several files, or otherwise than one after another.
struct RowOrigin: Hashable, Sendable {
  /// A file's part of a row.
  struct Source: Hashable, Sendable {
    let file: String
    let line: Int
    /// The first of the row's fields that is in this file.
    let first: Int
  }

  /// The files, in the order of their fields.
  var sources: [Source]
  /// For each field its number among all fields of the files, from 0; nil if that is its index.
  var numbers: [Int]?

  /// The file, the line and the column, from 1, of a field.
  func place(of field: Int) -> (String, Int, Int)? {
    let number = numbers?[field] ?? field
    return sources.last { $0.first <= number }.map { ($0.file, $0.line, number - $0.first + 1) }
  }
}
