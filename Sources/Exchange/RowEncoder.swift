import Datasets
import Inputs
import Tabular

/// Turns raw rows into features as the set's loader does, but for what a row that was never seen may
/// have: a level that is unknown becomes none of its column's, and is counted.
struct RowEncoder {
  private let columns: [RowDescription.Column]
  private let levels: [Levels?]
  private let marks: Set<String>
  private let formats: [ValueFormat]
  /// Whether a missing value may be written as a number.
  private let marksAreNumbers: Bool
  private let target: (levels: Levels, classes: [Int])?

  /// Values of no known level so far, by column.
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

  /// Appends the features of `row` to `values`, NaN where they are to be filled.
  /// - Returns: false, with nothing appended, if the row is left out since a value is missing.
  /// - Throws: ``InputError`` at the field that is not as the set has it.
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

  /// Whether every column of numbers has one in `row`, as no header has.
  func readsLikeData(_ row: RawRow, _ rows: RowDescription) -> Bool {
    guard levels.contains(where: { $0 == nil }),
      let map = try? FieldMap(positionsOf: row, rows)
    else { return false }
    return levels.indices.allSatisfy { index in
      levels[index] != nil || row.number(map.features[index], formats[index]) != nil
    }
  }

  /// What the file says of a row's class.
  enum Label: Hashable {
    /// Nothing: there is no such field, or a value is missing.
    case none
    case known(Int)
    /// Of no class that the network knows.
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

  /// Whether the file says that `field` is missing or, where it leaves that open, a mark does that is no
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
        "the model was fitted on rows without missing values there; fit one that fills them: by median, "
        + "mode or category, or by 'missing' in the card",
      code: .missingValue)
  }
}
