import Foundation
import Inputs

/// Reads the rows of a file one after another.
protocol RowReader {
  /// The next row; nil at the end of the file.
  /// - Throws: ``InputError`` at a violation of the format, or if the file cannot be read.
  mutating func next() throws(InputError) -> DelimitedRow?

  /// The line that was read last, 1-based; 1 in an empty file.
  var lastLine: Int { get }

  /// The lines so far that are not rows.
  var passedOver: PassedOver { get }
}

/// Counts lines of a file that are not rows, so that none is ignored silently.
struct PassedOver: Hashable, Sendable {
  /// The number of comment lines, and the first of them below a row.
  var comments = 0
  var firstCommentAmidRows: Int?
  /// The number of rows with only delimiters, and the first of them.
  var blankRows = 0
  var firstBlankRow: Int?
}

extension RowReader {
  /// None: formats that define blank lines and comments need no count.
  var passedOver: PassedOver { PassedOver() }
}

extension DelimitedReader: RowReader {}

/// Opens files to read their rows.
enum RowReaders {
  /// Opens `file`, decompressed and decoded, for rows of `format`.
  /// - Parameter fields: the number of fields in each row; needed for sparse rows.
  /// - Throws: ``InputError`` if the file cannot be read, or is of a kind without rows.
  static func open(
    _ file: URL, _ format: DelimitedFormat, fields: Int
  ) throws(InputError) -> any RowReader {
    let source = try ByteSources.open(file, encoding: format.encoding)
    switch format.layout {
    case .delimited: return DelimitedReader(source, format: format)
    case .arff: return try ARFFReader(source)
    case .libsvm: return LibSVMReader(source, fields: fields)
    }
  }
}
