package import Foundation
package import Inputs

/// The rows of a file as they are written, for those who read them by something else than a card.
package struct RawRows {
  /// The names that the file itself declares, as an ARFF file does; nil for a delimited one.
  package let declaredNames: [String]?
  private var reader: any RowReader

  /// Opens `file`: an ARFF file if its name says so, else one that is written as `format`, or, where
  /// `format` is that of ARFF files, with commas.
  /// - Parameter fields: how many each row has, where the rows are sparse.
  /// - Throws: ``InputError`` if it cannot be read.
  package init(_ file: URL, _ format: DelimitedFormat, fields: Int) throws(InputError) {
    let unpacked = file.deletingPathExtension(where: "gz")
    if unpacked.pathExtension.lowercased() == "arff" {
      let arff = try ARFFReader(try ByteSources.open(file, encoding: format.encoding))
      declaredNames = arff.attributes.map(\.name)
      reader = arff
    } else {
      declaredNames = nil
      reader = try RowReaders.open(
        file, format.layout == .arff ? DelimitedFormat(header: .names) : format, fields: fields)
    }
  }

  /// The next row; nil at the end of the file.
  /// - Throws: ``InputError`` at what is not written as the format says.
  package mutating func next() throws(InputError) -> RawRow? {
    try reader.next().map { RawRow($0) }
  }

  /// The line that was read last, 1-based.
  package var lastLine: Int { reader.lastLine }
}

/// One row, its fields as texts and numbers.
package struct RawRow {
  private let row: DelimitedRow

  fileprivate init(_ row: DelimitedRow) { self.row = row }

  /// The file as the user named it, and the line on which the row begins.
  package var file: String { row.file }
  package var line: Int { row.line }

  /// The number of fields.
  package var count: Int { row.count }

  /// All fields.
  package var texts: [String] { (0..<count).map { row.text($0) } }

  /// A field.
  package func text(_ field: Int) -> String { row.text(field) }

  /// Whether the file itself says that `field` is missing; nil where that depends on the field's text.
  package func isMissing(_ field: Int) -> Bool? { row.isMissing(field) }

  /// A field that is a number, or nil.
  package func number(_ field: Int, _ format: ValueFormat) -> Float? {
    guard format.isPlain else { return format.number(row[field]) }
    return row.number(field, format.notation.decimal)
      ?? (row.isASCII(field) ? nil : format.number(row[field]))
  }

  /// The complaint that `field` is not what was expected.
  package func error(
    field: Int, expected: String, hint: String? = nil, code: InputError.Code = .invalidValue
  ) -> InputError {
    row.error(field: field, expected: expected, hint: hint, code: code)
  }

  /// The complaint that there are not as many fields as `expected` says.
  package func error(fields expected: String, hint: String? = nil) -> InputError {
    InputError(
      code: .syntax, file: row.file, line: row.line, expected: "\(expected) fields",
      found: "\(count)", hint: hint)
  }
}
