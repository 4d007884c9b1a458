package import Foundation
package import Inputs

/// The raw rows of a file, for readers that do not use a card.
package struct RawRows {
  /// The names that an ARFF file declares; nil for other files.
  package let declaredNames: [String]?
  private var reader: any RowReader
  private let shapes: [RowShape]
  private var isFirst = true
  /// Why a first row with as many fields as a shape does not have it; it may be a header.
  package private(set) var misfit: InputError?
  /// The shape of the rows, once one had it.
  private var shape: RowShape?

  /// Opens `file`: as an ARFF file if its name says so, otherwise in `format`; if `format` is ARFF, with commas
  /// as delimiters.
  /// - Parameters:
  ///   - fields: the number of fields in each row; needed for sparse rows.
  ///   - shapes: how rows become one field for each column, each for its own number of fields. Rows with another number
  ///     stay as they are, and so does a first row that may be a header.
  /// - Throws: ``InputError`` if the file cannot be read.
  package init(
    _ file: URL, _ format: DelimitedFormat, fields: Int, shapes: [RowShape] = []
  ) throws(InputError) {
    self.shapes = shapes
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
  /// - Throws: ``InputError`` at a violation of the format.
  package mutating func next() throws(InputError) -> RawRow? {
    guard let row = try reader.next() else { return nil }
    defer { isFirst = false }
    if let shape { return RawRow(try shape.applied(to: row)) }
    guard let fitting = shapes.first(where: { $0.fields == row.count }) else { return RawRow(row) }
    do throws(InputError) {
      let shaped = try fitting.applied(to: row)
      shape = fitting
      misfit = nil
      return RawRow(shaped)
    } catch {
      guard isFirst else { throw error }
      misfit = error
      return RawRow(row)
    }
  }

  /// The line that was read last, 1-based.
  package var lastLine: Int { reader.lastLine }
}

/// One row, with its fields as texts and numbers.
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

  /// Whether the file itself says that `field` is missing; nil if that depends on the field's text.
  package func isMissing(_ field: Int) -> Bool? { row.isMissing(field) }

  /// A field as a number, or nil if it is not one.
  package func number(_ field: Int, _ format: ValueFormat) -> Float? {
    guard format.isPlain else { return format.number(row[field]) }
    return row.number(field, format.notation.decimal)
      ?? (row.isASCII(field) ? nil : format.number(row[field]))
  }

  /// The error that `field` is not what was expected.
  package func error(
    field: Int, expected: String, hint: String? = nil, code: InputError.Code = .invalidValue
  ) -> InputError {
    row.error(field: field, expected: expected, hint: hint, code: code)
  }

  /// The error that the number of fields is not `expected`.
  package func error(fields expected: String, hint: String? = nil) -> InputError {
    InputError(
      code: .syntax, file: row.file, line: row.line, expected: "\(expected) fields",
      found: "\(count)", hint: hint)
  }
}
