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

  /// Reads the whole `file`, in pieces, and has each row added to a table on the way, if one is wanted.
  /// - Parameters:
  ///   - target: the target column's name, or its number from 1; nil if it is not known yet.
  ///   - hints: the user's statements about the file's format.
  ///   - table: is given each row, too.
  /// - Throws: ``InputError`` at the first row that has another number of fields than the others, or another
  ///   format; at an ambiguous number; (usage) if there is no such target.
  /// - Complexity: O(bytes), with a second pass if numbers have commas or units. Needs memory for the distinct
  ///   values of each column, up to a limit, and for two hashes of each of the first million rows.
  package init(
    of file: URL, target: String?, hints: TableHints = TableHints(),
    building table: ProvisionalTable? = nil
  ) throws(InputError) {
    let guess = try FormatGuess(file, hints)
    let target = try target.map { name throws(InputError) in
      try Self.index(of: name, among: guess.names, file)
    }
    let plain = hints.notation ?? NumberNotation()
    func profile(_ reading: Reading, _ notation: NumberNotation) -> TableProfile {
      TableProfile(reading, of: file, guess, notation, target)
    }
    // The evidence decides how numbers are read. If the notation is not the plain one, the file is read again.
    func decided(_ reading: Reading) throws(InputError) -> TableProfile {
      profile(reading, try Self.notation(hints, reading.profiles.columns, guess, file))
    }
    let first = try Reading(
      file, guess, guess.names.map { _ in ValueFormat(notation: plain) }, target, table
    ) { reading in
      let profile = try? decided(reading)
      return profile?.isReadRightly ?? false ? profile : nil
    }
    var whole = try decided(first)
    if !whole.isReadRightly {
      let notation = whole.format.notation
      let again = try Reading(file, guess, whole.formats, target, table) { profile($0, notation) }
      whole = profile(again, notation)
    }
    guard whole.rows > 0 else {
      throw InputError(
        code: .missing, file: file.relativePath, expected: "rows below the header", found: "none")
    }
    self = whole
  }

  private init(
    _ reading: Reading, of file: URL, _ guess: FormatGuess, _ notation: NumberNotation,
    _ target: Int?
  ) {
    self.file = file
    self.guess = guess
    self.target = target
    format = guess.format.with(notation)
    columns = reading.profiles.columns
    rows = reading.profiles.rows
    passedOver = reading.passedOver
    duplicates = reading.repeated.duplicates
    contradictions = reading.repeated.contradictions
  }

  /// How the numbers of each column are written.
  private var formats: [ValueFormat] {
    columns.map { ValueFormat(notation: format.notation, unit: $0.unit) }
  }

  /// Whether they were read so.
  private var isReadRightly: Bool { formats == columns.map(\.format) }

  /// All rows, read with a format for each column.
  private struct Reading {
    var profiles: ColumnProfiles
    var passedOver = PassedOver()
    var repeated: RepeatedRows

    /// - Parameters:
    ///   - table: is given each row, too.
    ///   - profile: the profile of the rows so far.
    init(
      _ file: URL, _ guess: FormatGuess, _ formats: [ValueFormat], _ target: Int?,
      _ table: ProvisionalTable?, profile: (Reading) -> TableProfile?
    ) throws(InputError) {
      table?.restart()
      let fields = formats.count
      profiles = ColumnProfiles(
        zip(zip(guess.names, guess.declared), formats).map {
          ColumnProfile(name: $0.0, declared: $0.1, format: $1)
        })
      repeated = RepeatedRows(target: target)
      var reader = try RowReaders.open(file, guess.format, fields: fields)
      var headerRows = guess.format.header == .none ? 0 : guess.format.headerRows
      while var row = try reader.next() {
        if headerRows > 0 {
          headerRows -= 1
          continue
        }
        guard row.count == fields else { throw row.error(expectedFields: fields) }
        if guess.isHeader(row) {
          throw InputError(
            code: .duplicate, file: row.file, line: row.line, expected: "a row of data",
            found: "the header again", hint: "remove this line")
        }
        profiles.add(&row)
        repeated.add(row)
        table?.add(row) { profile(self) }
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
    if let number = Int(target), number > 0, number <= names.count { return number - 1 }
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
