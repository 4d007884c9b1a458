package import Foundation
package import Inputs

/// The format of a file, and statistics of its columns.
package struct TableProfile: Sendable {
  /// The file as the user named it.
  let file: URL
  let guess: FormatGuess
  /// The format of the file, including its numbers.
  package let format: DelimitedFormat
  let columns: [ColumnProfile]
  /// The target column, if the user named one.
  let target: Int?
  /// The number of rows, without the header.
  package let rows: Int
  /// Lines that are not rows.
  let passedOver: PassedOver
  /// The number of rows that are equal to an earlier one.
  let duplicates: Int
  /// The number of rows that differ from an earlier one only in the target.
  let contradictions: Int

  /// Reads the whole `file`, in pieces.
  /// - Parameters:
  ///   - target: the target column's name, or its number from 1; nil if it is not known yet.
  ///   - hints: the user's statements about the file's format.
  /// - Throws: ``InputError`` at the first row that has another number of fields than the others, or another
  ///   format; at an ambiguous number; (usage) if there is no such target.
  /// - Complexity: O(bytes), with a second pass if numbers have commas or units. Needs memory for the distinct
  ///   values of each column, up to a limit, and for two hashes of each of the first million rows.
  package init(
    of file: URL, target: String?, hints: TableHints = TableHints()
  ) throws(InputError) {
    self.file = file
    let guess = try FormatGuess(file, hints)
    let target = try target.map { name throws(InputError) in
      try Self.index(of: name, among: guess.names, file)
    }
    let plain = hints.notation ?? NumberNotation()
    var reading = try Reading(
      file, guess, guess.names.map { _ in ValueFormat(notation: plain) }, target)
    // The evidence decides how numbers are read. If the notation is not the plain one, the file is read again.
    let notation = try Self.notation(hints, reading.columns, guess, file)
    let formats = reading.columns.map { ValueFormat(notation: notation, unit: $0.unit) }
    if formats != reading.columns.map(\.format) {
      reading = try Reading(file, guess, formats, target)
    }
    guard reading.rows > 0 else {
      throw InputError(
        code: .missing, file: file.relativePath, expected: "rows below the header", found: "none")
    }
    self.guess = guess
    self.target = target
    format = guess.format.with(notation)
    columns = reading.columns
    rows = reading.rows
    passedOver = reading.passedOver
    duplicates = reading.repeated.duplicates
    contradictions = reading.repeated.contradictions
  }

  /// All rows, read with a format for each column.
  private struct Reading {
    var columns: [ColumnProfile]
    var rows = 0
    var passedOver = PassedOver()
    var repeated: RepeatedRows

    init(
      _ file: URL, _ guess: FormatGuess, _ formats: [ValueFormat], _ target: Int?
    ) throws(InputError) {
      columns = zip(zip(guess.names, guess.declared), formats).map {
        ColumnProfile(name: $0.0, declared: $0.1, format: $1)
      }
      repeated = RepeatedRows(target: target)
      var reader = try RowReaders.open(file, guess.format, fields: columns.count)
      var headerRows = guess.format.header == .none ? 0 : guess.format.headerRows
      while let row = try reader.next() {
        if headerRows > 0 {
          headerRows -= 1
          continue
        }
        guard row.count == columns.count else { throw row.error(expectedFields: columns.count) }
        if guess.isHeader(row) {
          throw InputError(
            code: .duplicate, file: row.file, line: row.line, expected: "a row of data",
            found: "the header again", hint: "remove this line")
        }
        rows += 1
        for field in 0..<row.count { columns[field].add(row, field) }
        repeated.add(row)
      }
      passedOver = reader.passedOver
    }
  }

  private static func notation(
    _ hints: TableHints, _ columns: [ColumnProfile], _ guess: FormatGuess, _ file: URL
  ) throws(InputError) -> NumberNotation {
    guard guess.format.layout == .delimited else { return NumberNotation() }
    let evidence = columns.filter(\.isNumberLike).map(\.evidence)
    if let said = hints.notation {
      guard said.thousands == nil else { return said }
      // If the other mark occurs, it can only group digits.
      let groups = evidence.contains { said.decimal == .comma ? $0.point.any : $0.comma.any }
      return NumberNotation(
        decimal: said.decimal, thousands: groups ? (said.decimal == .comma ? .point : .comma) : nil)
    }
    return try NotationGuess(evidence, file: file.relativePath, delimiter: guess.format.delimiter)
      .notation
  }

  private static func index(
    of target: String, among names: [String], _ file: URL
  ) throws(InputError) -> Int {
    if let index = names.firstIndex(of: target) { return index }
    if let number = Int(target), names.indices.contains(number - 1) { return number - 1 }
    let nearest = nearestWord(to: target, in: names)
    let known = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    throw InputError(
      .usage, code: .unknownName, file: file.relativePath,
      expected: "a column of \(known), or a number from 1 to \(names.count)", found: target,
      hint: nearest.map { "did you mean '\($0)'?" })
  }
}

extension NotationEvidence.Mark {
  /// Whether the mark groups digits in some field, or could.
  fileprivate var any: Bool { thousands > 0 || either > 0 }
}
