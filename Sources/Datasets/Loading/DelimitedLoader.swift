public import Foundation
import Inputs
public import Tabular

/// Loads the files of a card, one after another, as one table.
public struct DelimitedLoader: DatasetLoader {
  /// The card of the dataset.
  public let card: DatasetCard

  /// A loader for `card`.
  public init(card: DatasetCard) { self.card = card }

  /// Reads `files`, and checks every field and the size of the table.
  ///
  /// Numbers keep the file's units; categories become 0/1 columns in the card's order.
  /// - Throws: ``InputError`` at the first field that is missing or contradicts the card, or at the last line
  ///   if the size is not as expected; `CancellationError`.
  /// - Complexity: O(bytes). Needs memory for the table and 64 KiB of a file.
  public func load(from files: [URL]) throws -> Dataset {
    try surfacingCancellation { () throws(InputError) in try read(files) }
  }

  /// The same; that the task was cancelled is an ``InputError``, too.
  func read(_ files: [URL]) throws(InputError) -> Dataset {
    var table = TableBuilder(card: card, bytes: Self.bytes(of: files))
    var place: (file: String, line: Int)?
    for file in files {
      var reader = try RowReaders.open(file, card.format, fields: card.columns.count)
      let headerRows = card.format.header == .none ? 0 : card.format.headerRows
      var number = 0
      let rowsBefore = table.rowsRead
      while let row = try reader.next() {
        number += 1
        if number > headerRows {
          try table.append(row)
        } else if number == 1, card.format.header == .names {
          try table.check(header: row)
        }
      }
      guard table.rowsRead > rowsBefore else {
        throw InputError(
          code: .missing, file: file.relativePath, line: reader.lastLine,
          expected: "rows of \(card.columns.count) fields", found: "",
          hint: "the file is empty, or has only comments and a header")
      }
      place = (file.relativePath, reader.lastLine)
    }
    return try table.dataset(
      provenance: files.map(\.lastPathComponent).joined(separator: ", "), place: place)
  }

  /// An estimate of the decompressed length of `files`, from the usual compression of text.
  private static func bytes(of files: [URL]) -> Int {
    files.reduce(0) { sum, file in
      let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
      return sum + (["gz", "Z"].contains(file.pathExtension) ? 8 * size : size)
    }
  }
}
