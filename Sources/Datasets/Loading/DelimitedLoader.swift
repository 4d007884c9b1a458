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
    for (file, urls) in sources(files) {
      var reader = try Self.reader(of: urls, card)
      let shape = card.shape(of: file)
      let rowsBefore = table.rowsRead
      table.part = file?.part
      try Self.append(to: &table, from: &reader, shape)
      let name = urls[0].relativePath
      guard table.rowsRead > rowsBefore else {
        throw InputError(
          code: .missing, file: name, line: reader.lastLine,
          expected: "rows of \(shape.fields) fields", found: "",
          hint: "the file is empty, or has only comments and a header")
      }
      place = (name, reader.lastLine)
    }
    return try table.dataset(
      provenance: files.map(\.lastPathComponent).joined(separator: ", "), place: place)
  }

  /// Checks the header of a file and appends the rows below it, at most `limit` of them.
  static func append(
    to table: inout TableBuilder, from reader: inout any RowReader, _ shape: RowShape,
    limit: Int = .max
  ) throws(InputError) {
    let format = table.card.format
    let isPlain = shape.isPlain
    let headerRows = format.header == .none ? 0 : format.headerRows
    var number = 0
    while number - headerRows < limit, let row = try reader.next() {
      number += 1
      if number > headerRows {
        try table.append(isPlain ? row : shape.applied(to: row))
      } else if number == 1, format.header == .names {
        try table.check(header: row)
      }
    }
  }

  /// The files whose rows follow one another, each with those beside it, and what the card says about it.
  private func sources(_ files: [URL]) -> [(file: DatasetCard.File?, urls: [URL])] {
    var sources: [(file: DatasetCard.File?, urls: [URL])] = []
    for (index, url) in files.enumerated() {
      let file = card.files.indices.contains(index) ? card.files[index] : nil
      if let beside = file?.beside,
        let first = sources.firstIndex(where: { $0.file?.name == beside })
      {
        sources[first].urls.append(url)
      } else {
        sources.append((file, [url]))
      }
    }
    return sources
  }

  /// A reader of the rows of a file, with the fields of those beside it.
  private static func reader(
    of urls: [URL], _ card: DatasetCard
  ) throws(InputError) -> any RowReader {
    var readers: [any RowReader] = []
    for url in urls {
      readers.append(try RowReaders.open(url, card.format, fields: card.columns.count))
    }
    return readers.count == 1
      ? readers[0] : JoinedReader(readers, names: urls.map(\.relativePath))
  }

  /// An estimate of the decompressed length of `files`, from the usual compression of text.
  static func bytes(of files: [URL]) -> Int {
    files.reduce(0) { sum, file in
      let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
      return sum + (["gz", "Z"].contains(file.pathExtension) ? 8 * size : size)
    }
  }
}
