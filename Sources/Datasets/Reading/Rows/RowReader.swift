import Foundation
import Inputs

/// Reads the rows of a file one after another.
protocol RowReader {
  /// The next row; nil at the end of the file.
  /// - Throws: ``InputError`` at what is not written as the format says, or if the file cannot be read.
  mutating func next() throws(InputError) -> DelimitedRow?

  /// The line that was read last, 1-based; 1 in an empty file.
  var lastLine: Int { get }

  /// The lines so far that are no rows.
  var passedOver: PassedOver { get }
}

/// Lines of a file that hold no row, counted so that none vanishes without a word.
struct PassedOver: Hashable, Sendable {
  /// Lines that begin as a comment does, and the first of them below a row.
  var comments = 0
  var firstCommentAmidRows: Int?
  /// Rows of nothing but delimiters, and the first of them.
  var blankRows = 0
  var firstBlankRow: Int?
}

extension RowReader {
  /// Blank lines and comments of formats that say what is one.
  var passedOver: PassedOver { PassedOver() }
}

extension DelimitedReader: RowReader {}

/// How to read the rows of a file.
enum RowReaders {
  /// Opens `file`, unpacked and decoded as it says, for rows of `format`.
  /// - Parameter fields: how many each row has, where the rows are sparse.
  /// - Throws: ``InputError`` if it cannot be read, or is of a kind that has no rows.
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
