import Foundation
import Inputs
import Tabular

/// A table that is built while its file is still inspected, so that the file is read once.
///
/// A card is drafted from the first rows, and the table is built by it from then on. If the whole file gives the same
/// card, the table is what a second pass would load. Otherwise, or once a row contradicts the first card, the table is
/// dropped, and the file must be read again.
///
/// A class, so that no row copies what is built.
package final class ProvisionalTable {
  /// After so many rows, rare categories and marks of missing values have usually occurred.
  package static let usualSample = 4096

  /// The number of rows from which the first card is drafted.
  private let sample: Int
  private let draft: (TableProfile) throws(InputError) -> DatasetCard?
  private var builder: TableBuilder?
  private var rows = 0
  /// The length of the first rows, as far as it shows.
  private var bytes = 0
  /// The number of rows for which memory is reserved. With more, arrays would double.
  private var capacity = 0

  init(
    sample: Int, draft: @escaping (TableProfile) throws(InputError) -> DatasetCard?
  ) {
    self.sample = sample
    self.draft = draft
  }

  /// Drops all rows, since the file is read again from its beginning.
  func restart() {
    builder = nil
    rows = 0
    bytes = 0
  }

  /// Adds the next row.
  /// - Parameter profile: the profile of all rows so far; nil if it is known that it will change.
  func add(_ row: DelimitedRow, _ profile: () -> TableProfile?) {
    rows += 1
    guard rows > sample else {
      bytes += row.textLength + 1
      if rows == sample { builder = profile().flatMap { try? begun($0) } }
      return
    }
    if rows > capacity { builder = nil }
    do throws(InputError) {
      try builder?.append(row)
    } catch {
      builder = nil
    }
  }

  /// The table, if the first card was the same as `card`.
  func dataset(by card: DatasetCard?, of profile: TableProfile) -> Dataset? {
    guard let builder, var card else { return nil }
    card.expectedRows = nil
    guard card == builder.card else { return nil }
    return try? builder.dataset(provenance: profile.file.lastPathComponent)
  }

  /// The builder with the first rows of a file, which are read again: to keep them would need more memory.
  private func begun(_ profile: TableProfile) throws(InputError) -> TableBuilder? {
    guard profile.format.layout == .delimited, var card = try draft(profile),
      card.format == profile.format
    else { return nil }
    card.expectedRows = nil
    let fileBytes = DelimitedLoader.bytes(of: [profile.file])
    // An eighth more, since later rows may be shorter. Memory that is not used costs nothing.
    capacity = sample + fileBytes / 8 * 9 / bytes * sample
    var builder = TableBuilder(card: card, bytes: fileBytes, rows: capacity)
    var reader = try RowReaders.open(profile.file, card.format, fields: card.columns.count)
    try DelimitedLoader.append(
      to: &builder, from: &reader, card.shape(of: nil), limit: sample)
    return builder
  }
}
