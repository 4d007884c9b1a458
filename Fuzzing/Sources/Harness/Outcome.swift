@testable import Datasets
import Inputs

/// The outcome of reading a text row by row.
public struct Outcome: Equatable {
  /// The fields' bytes.
  public private(set) var rows: [[[UInt8]]] = []
  /// The lines on which the rows began.
  public private(set) var lines: [Int] = []
  /// The reader's error.
  public private(set) var error: String?

  /// Reads all rows of the reader that `open` returns.
  init(_ open: () throws -> some RowReader) {
    do {
      var reader = try open()
      while let row = try reader.next() {
        rows.append((0..<row.count).map { Array(row[$0]) })
        lines.append(row.line)
      }
    } catch {
      self.error = "\(error)"
    }
  }

  /// Reads delimited `text` in pieces of `step` bytes.
  public static func delimited(_ text: some Sequence<UInt8>, _ format: DelimitedFormat, step: Int)
    -> Outcome
  {
    Outcome { DelimitedReader(MemorySource(text, step: step), format: format) }
  }

  /// Reads an attribute-relation file in pieces of `step` bytes.
  public static func attributeRelation(_ text: some Sequence<UInt8>, step: Int) -> Outcome {
    Outcome { try ARFFReader(MemorySource(text, step: step)) }
  }
}
