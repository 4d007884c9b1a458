import Datasets
import Inputs
import Tabular

/// Turns raw rows into features as the dataset's loader does. Unlike the loader it accepts unknown levels,
/// which new rows may have: they become zeros for all levels, and are counted.
struct RowEncoder {
  private let columns: [RowDescription.Column]
  private let levels: [Levels?]
  private let marks: Set<String>
  private let formats: [ValueFormat]
  /// Whether a mark of missing values can be read as a number.
  private let marksAreNumbers: Bool
  private let target: (levels: Levels, classes: [Int])?

  /// The number of values with an unknown level so far, by column.
  private(set) var unknownLevels: [String: Int] = [:]

  init(_ rows: RowDescription) {
    columns = rows.featureColumns.map(\.column)
    levels = columns.map { $0.levels.map(Levels.init) }
    marks = Set(rows.missingMarks + rows.missingMarks.map(\.withoutOuterBlanks))
    let notation = rows.format.notation
    formats = columns.map { $0.format(notation) }
    marksAreNumbers = rows.missingMarks.contains {
      ValueFormat(notation: notation).number(Array($0.utf8)[...]) != nil
    }
    target = rows.columns.first { $0.role == .target }.flatMap { column in
      column.levels.map { (Levels($0), column.classes ?? []) }
    }
  }

  /// Appends the features of `row` to `values`, with NaN for values to be filled.
  /// - Returns: false, with nothing appended, if the row is left out because a value is missing.
  /// - Throws: ``InputError`` at a field that does not fit its column.
  mutating func append(
    _ row: RawRow, _ map: FieldMap, to values: inout [Float]
  ) throws(InputError) -> Bool {
    guard row.count == map.count else { throw row.error(fields: "\(map.count)") }
    for (index, field) in map.features.enumerated()
    where columns[index].missing == .dropRows && isMissing(row, field, levels[index]) {
      return false
    }
    for (index, field) in map.features.enumerated() {
      try append(row, field, index, to: &values)
    }
    return true
  }

  /// Whether `row` has a number in every column of numbers, so that it cannot be a header.
  func readsLikeData(_ row: RawRow, _ rows: RowDescription) -> Bool {
    guard levels.contains(where: { $0 == nil }),
      let map = try? FieldMap(positionsOf: row, rows)
    else { return false }
    return levels.indices.allSatisfy { index in
      levels[index] != nil || row.number(map.features[index], formats[index]) != nil
    }
  }

  /// What the file says about a row's class.
  enum Label: Hashable {
    /// Nothing: there is no such field, or the value is missing.
    case none
    case known(Int)
    /// A class that the network does not know.
    case unknown(String)

    /// The class, if it is known.
    var index: Int? { if case .known(let index) = self { index } else { nil } }
  }

  /// The class of `row`.
  func label(of row: RawRow, _ map: FieldMap) -> Label {
    guard let target, let field = map.target else { return .none }
    if row.isMissing(field) == true { return .none }
    let text = row.text(field)
    if let level = target.levels.index(of: text) { return .known(target.classes[level]) }
    return isMissing(row, field, target.levels) ? .none : .unknown(text)
  }

  /// Whether `field` is missing: the file says so, or the field has a mark of missing values that is not a
  /// level.
  private func isMissing(_ row: RawRow, _ field: Int, _ levels: Levels?) -> Bool {
    if row.isMissing(field) == true { return true }
    let text = row.text(field)
    return marks.contains(text.withoutOuterBlanks) && levels?.index(of: text) == nil
  }

  private mutating func append(
    _ row: RawRow, _ field: Int, _ index: Int, to values: inout [Float]
  ) throws(InputError) {
    let column = columns[index]
    guard let levels = levels[index] else {
      if !marksAreNumbers || !isMissing(row, field, nil),
        let number = row.number(field, formats[index])
      {
        values.append(number)
      } else if isMissing(row, field, nil) {
        values.append(try missing(row, field, column))
      } else {
        throw row.error(field: field, expected: "a number in column '\(column.name)'")
      }
      return
    }
    let isMissing = isMissing(row, field, levels)
    let level = isMissing ? nil : levels.index(of: row.text(field))
    if level == nil, !isMissing { unknownLevels[column.name, default: 0] += 1 }
    guard column.isOneHot else {
      // An unknown level has no place in the order: it is filled like a missing value.
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

  /// NaN, unless the dataset has no missing values in `column`.
  private func missing(
    _ row: RawRow, _ field: Int, _ column: RowDescription.Column
  ) throws(InputError) -> Float {
    guard column.missing == .error else { return .nan }
    throw row.error(
      field: field, expected: "a value in column '\(column.name)'",
      hint:
        "the model was fitted without missing values in this column; fit one that fills them: by median, "
        + "mode or category, or by 'missing' in the card",
      code: .missingValue)
  }
}
