import Inputs
import Tabular

/// Builds a dataset row by row, and checks each row by a card.
struct TableBuilder {
  /// How fields are converted.
  enum Reading {
    /// Adjacent columns of plain numbers, read together.
    case numbers(Range<Int>)
    /// A number that is not plain, or could be a mark of a missing value.
    case value(Int, ValueFormat)
    case ordinal(Int, OneHotEncoder)
    case category(Int, OneHotEncoder)
    case target(Int, OneHotEncoder)
    case group(Int)
  }

  let card: DatasetCard
  private let readings: [Reading]
  private let missingMarks: Set<[UInt8]>
  private let longestMark: Int
  private let dropping: [Int]
  var values: [Float] = []
  var labels: [Int] = []
  var preparation = Preparation()
  /// Whether a mark of missing values can be read as a number.
  let marksAreNumbers: Bool
  /// The format of numbers without a unit.
  let plain: ValueFormat
  /// The first date of a column, which is subtracted from its dates.
  var firstDates: [Int: Double] = [:]
  /// The number of each group, in the order of their first rows, and the group of each row.
  var groupNumbers: [String: Int] = [:]
  var groups: [Int] = []
  /// Which part of the source's own split the next rows are, and for each row whether it is of the test set.
  var part: DatasetCard.Part?
  var isGivenTest: [Bool] = []

  /// The rows so far, including those that were left out.
  private(set) var rowsRead = 0

  /// - Parameters:
  ///   - bytes: the length of the files, if it is known.
  ///   - rows: the number of rows to reserve memory for; by default that of the card.
  init(card: DatasetCard, bytes: Int? = nil, rows: Int? = nil) {
    self.card = card
    missingMarks = Set(card.missingMarks.flatMap(CanonicalForms.of).map { Array($0.utf8) })
    plain = ValueFormat(notation: card.format.notation)
    marksAreNumbers = missingMarks.contains { [plain] in plain.double($0[...]) != nil }
    readings = Self.readings(of: card, arePlain: !marksAreNumbers)
    longestMark = missingMarks.map(\.count).max() ?? -1
    dropping = card.columns.indices.filter {
      card.columns[$0].missing == .dropRows && card.columns[$0].role != .ignore
    }
    preparation.ignoredColumns = card.columns.filter { $0.role == .ignore }.map(\.name)
    // A card may be wrong, or expect more than fits into memory. So memory is reserved for at most as many rows
    // as the files can contain, with two bytes or more for each field.
    let plausible = (bytes ?? 1 << 20) / (2 * card.columns.count)
    let rows = min(rows ?? card.expectedRows ?? 0, plausible)
    labels.reserveCapacity(rows)
    values.reserveCapacity(min(rows * card.featureNames.count, 1 << 30))
  }

  private static func readings(of card: DatasetCard, arePlain: Bool) -> [Reading] {
    card.columns.enumerated().reduce(into: []) { readings, element in
      let (field, column) = element
      switch (column.role, column.encoder) {
      case (.ignore, _): break
      case (.target, let encoder):
        readings.append(.target(field, encoder ?? OneHotEncoder(categories: [])))
      case (.group, _): readings.append(.group(field))
      case (.feature, let encoder?):
        readings.append(column.isOrdinal ? .ordinal(field, encoder) : .category(field, encoder))
      case (.feature, nil):
        let format = column.format(card.format.notation)
        guard format.isPlain, arePlain else {
          readings.append(.value(field, format))
          return
        }
        if case .numbers(let range) = readings.last, range.upperBound == field {
          readings[readings.count - 1] = .numbers(range.lowerBound..<field + 1)
        } else {
          readings.append(.numbers(field..<field + 1))
        }
      }
    }
  }

  /// Adds a row, unless it must be left out.
  /// - Throws: ``InputError`` at a field that contradicts the card.
  mutating func append(_ row: DelimitedRow) throws(InputError) {
    guard row.count == card.columns.count else {
      throw row.error(expectedFields: card.columns.count)
    }
    let number = rowsRead
    rowsRead += 1
    if case .blocks(let rowsPerClass) = card.labels {
      guard number / rowsPerClass < card.classNames.count else {
        throw InputError(
          code: .mismatch, file: row.file, line: row.line,
          expected: "\(rowsPerClass * card.classNames.count) rows of \(card.name)",
          found: "another row")
      }
    }
    let lacking = dropping.filter { isMissing(row, $0) }
    guard lacking.isEmpty else {
      for field in lacking { preparation.droppedFor[card.columns[field].name, default: 0] += 1 }
      preparation.droppedRows += 1
      return
    }
    if case .blocks(let rowsPerClass) = card.labels { labels.append(number / rowsPerClass) }
    if let part { isGivenTest.append(part == .test) }
    for reading in readings { try append(row, reading) }
  }

  /// Checks the names in a header.
  func check(header row: DelimitedRow) throws(InputError) {
    guard row.count == card.columns.count else {
      throw row.error(expectedFields: card.columns.count)
    }
    for (field, column) in card.columns.enumerated() where row.text(field) != column.name {
      throw row.error(
        field: field, expected: "the column '\(column.name)', as on the card", code: .mismatch)
    }
  }

  func isMark(_ field: ArraySlice<UInt8>) -> Bool {
    field.count <= longestMark && missingMarks.contains(Array(field))
  }

  /// Whether a row has no value in a column: the file says so, or the field has a mark. A category of the card
  /// is never missing, even if it looks like a mark.
  func isMissing(_ row: DelimitedRow, _ field: Int) -> Bool {
    if row.isMissing(field) == true { return true }
    return isMark(row[field])
      && !(card.columns[field].categories?.contains(row.text(field)) ?? false)
  }
}
