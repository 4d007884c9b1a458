public import Foundation
public import Inputs

/// What a delimited file holds: how it is written, and what its columns are like.
public struct TableProfile: Sendable {
  /// The file as the user named it.
  let file: URL
  let guess: FormatGuess
  let columns: [ColumnProfile]
  /// The column that says what class a row is of, if the user named one.
  let target: Int?
  /// Rows, the header's not among them.
  let rows: Int
  /// Rows that are the same as one before.
  let duplicates: Int
  /// Rows that differ from one before in nothing but the target.
  let contradictions: Int

  /// Reads all of `file`, in pieces.
  /// - Parameter target: the name of a column, or its number from 1; nil if it is not known yet.
  /// - Throws: ``InputError`` at the first row that has not as many fields as the others, or is not
  ///   written as they are; (usage) if there is no such target.
  /// - Complexity: O(bytes); memory for the different values of each column, up to a limit, and for
  ///   two hashes of each of the first million rows.
  public init(of file: URL, target: String?) throws(InputError) {
    self.file = file
    let guess = try FormatGuess(file)
    let target = try target.map { name throws(InputError) in
      try Self.index(of: name, among: guess.names, file)
    }
    var columns = zip(guess.names, guess.declared).map(ColumnProfile.init)
    var rows = 0
    var reader = try RowReaders.open(file, guess.format)
    var headerRows = guess.format.header == .none ? 0 : guess.format.headerRows
    var repeated = RepeatedRows(target: target)
    while let row = try reader.next() {
      if headerRows > 0 {
        headerRows -= 1
        continue
      }
      guard row.count == columns.count else { throw row.error(expectedFields: columns.count) }
      rows += 1
      for field in 0..<row.count { columns[field].add(row, field, guess.format.decimalMark) }
      repeated.add(row)
    }
    guard rows > 0 else {
      throw InputError(
        file: file.relativePath, expected: "rows below the header", found: "none")
    }
    self.guess = guess
    self.target = target
    self.columns = columns
    self.rows = rows
    duplicates = repeated.duplicates
    contradictions = repeated.contradictions
  }

  private static func index(
    of target: String, among names: [String], _ file: URL
  ) throws(InputError) -> Int {
    if let index = names.firstIndex(of: target) { return index }
    if let number = Int(target), names.indices.contains(number - 1) { return number - 1 }
    let nearest = nearestWord(to: target, in: names)
    let known = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    throw InputError(
      .usage, file: file.relativePath,
      expected: "a column of \(known), or a number from 1 to \(names.count)", found: target,
      hint: nearest.map { "did you mean '\($0)'?" })
  }
}
