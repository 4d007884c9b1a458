import Datasets
import Inputs
import Tabular

/// Turns raw rows into features as the set's loader does, but for what a row that was never seen may
/// have: a level that is unknown becomes none of its column's, and is counted.
struct RowEncoder {
  private let columns: [RowDescription.Column]
  private let encoders: [OneHotEncoder?]
  private let marks: Set<String>
  private let decimalMark: DelimitedFormat.DecimalMark
  private let target: (encoder: OneHotEncoder, classes: [Int])?

  /// Values of no known level so far, by column.
  private(set) var unknownLevels: [String: Int] = [:]

  init(_ rows: RowDescription) {
    columns = rows.featureColumns.map(\.column)
    encoders = columns.map { $0.levels.map(OneHotEncoder.init) }
    marks = Set(rows.missingMarks)
    decimalMark = rows.decimalMark
    target = rows.columns.first { $0.role == .target }.flatMap { column in
      column.levels.map { (OneHotEncoder(categories: $0), column.classes ?? []) }
    }
  }

  /// Appends the features of `row` to `values`, NaN where they are to be filled.
  /// - Returns: false, with nothing appended, if the row is left out since a value is missing.
  /// - Throws: ``InputError`` at the field that is not as the set has it.
  mutating func append(
    _ row: RawRow, _ map: FieldMap, to values: inout [Float]
  ) throws(InputError) -> Bool {
    guard row.count == map.count else { throw row.error(fields: "\(map.count)") }
    for (column, field) in zip(columns, map.features)
    where column.missing == .dropRows && marks.contains(row.text(field)) {
      return false
    }
    for (index, field) in map.features.enumerated() {
      try append(row, field, columns[index], encoders[index], to: &values)
    }
    return true
  }

  /// The class of `row`, if the file says one that is known.
  func label(of row: RawRow, _ map: FieldMap) -> Int? {
    guard let target, let field = map.target else { return nil }
    return target.encoder.column(of: row.text(field)).map { target.classes[$0] }
  }

  private mutating func append(
    _ row: RawRow, _ field: Int, _ column: RowDescription.Column, _ encoder: OneHotEncoder?,
    to values: inout [Float]
  ) throws(InputError) {
    guard let encoder else {
      if let number = row.number(field, decimalMark) {
        values.append(number)
      } else if marks.contains(row.text(field)) {
        values.append(try missing(row, field, column))
      } else {
        throw row.error(field: field, expected: "a number in column '\(column.name)'")
      }
      return
    }
    let text = row.text(field)
    let level = encoder.column(of: text)
    let isMissing = level == nil && marks.contains(text)
    if level == nil, !isMissing { unknownLevels[column.name, default: 0] += 1 }
    guard column.isOneHot else {
      // An unknown level has no place in the order: it is filled as a missing one.
      let value = isMissing ? try missing(row, field, column) : .nan
      values.append(level.map { Float($0) } ?? value)
      return
    }
    if isMissing, column.missing != .category {
      let value = try missing(row, field, column)
      values += Array(repeating: value, count: column.width)
    } else {
      let hit = isMissing ? column.width - 1 : level
      for index in 0..<column.width { values.append(index == hit ? 1 : 0) }
    }
  }

  /// NaN, unless the set was said to have no missing values in `column`.
  private func missing(
    _ row: RawRow, _ field: Int, _ column: RowDescription.Column
  ) throws(InputError) -> Float {
    guard column.missing == .error else { return .nan }
    throw row.error(
      field: field, expected: "a value in column '\(column.name)'",
      hint:
        "the model was fitted on rows without missing values there; fit one with --missing median, "
        + "mode or category, or with 'missing' in the card")
  }
}
