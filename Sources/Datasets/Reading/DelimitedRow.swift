import Inputs

/// One row of a delimited file, its fields still bytes.
struct DelimitedRow {
  /// The file as the user named it.
  let file: String
  /// 1-based line on which the row begins.
  let line: Int
  /// Whether the file ended within this row's line: the sign of a truncated file.
  let isUnterminated: Bool
  /// The fields' bytes, one after another, and where each ends.
  let bytes: [UInt8]
  let ends: [Int]

  /// The number of fields.
  var count: Int { ends.count }

  /// The bytes of a field.
  subscript(field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// A field as text; bytes that are not UTF-8 become U+FFFD.
  func text(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  /// The complaint that `field` is not what was expected.
  func error(field: Int, expected: String, hint: String? = nil) -> InputError {
    InputError(
      file: file, line: line, column: field + 1, expected: expected, found: text(field),
      hint: hint ?? truncationHint)
  }

  /// The complaint that there are not `expected` fields.
  func error(expectedFields expected: Int) -> InputError {
    InputError(
      file: file, line: line, column: min(count, expected) + 1, expected: "\(expected) fields",
      found: "\(count)", hint: truncationHint)
  }

  private var truncationHint: String? {
    isUnterminated ? "the file ends within this line: it may be truncated" : nil
  }
}
