import Foundation
import Inputs

/// Reads the rows of a file one after another.
protocol RowReader {
  /// The next row; nil at the end of the file.
  /// - Throws: ``InputError`` at what is not written as the format says, or if the file cannot be read.
  mutating func next() throws(InputError) -> DelimitedRow?

  /// The line that was read last, 1-based; 1 in an empty file.
  var lastLine: Int { get }
}

extension DelimitedReader: RowReader {}

/// How to read the rows of a file.
enum RowReaders {
  /// Opens `file`, unpacked as its name says, for rows of `format`.
  static func open(_ file: URL, _ format: DelimitedFormat) throws(InputError) -> any RowReader {
    let source = try ByteSources.open(file)
    switch format.layout {
    case .delimited: return DelimitedReader(source, format: format)
    case .arff: return try ARFFReader(source)
    }
  }
}
