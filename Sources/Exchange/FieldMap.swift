import Datasets
import Inputs

/// Which field of a file's rows belongs to which column of a saved network's.
struct FieldMap {
  /// For each feature column its field.
  let features: [Int]
  /// The target's field, if it is there.
  let target: Int?
  /// How many fields each row has.
  let count: Int

  /// Fields by the names that a header gives them, in any order, others among them.
  /// - Returns: nil if a feature is not named.
  init?(named names: [String], _ rows: RowDescription) {
    let fields = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    let features = rows.featureColumns.compactMap { fields[$0.column.name] }
    guard features.count == rows.featureColumns.count else { return nil }
    self.features = features
    target = rows.columns.first { $0.role == .target }.flatMap { fields[$0.name] }
    count = names.count
  }

  /// Fields in the set's own order: all of them, or all but the target.
  /// - Throws: ``InputError`` if the row has neither so many.
  init(positionsOf row: RawRow, _ rows: RowDescription) throws(InputError) {
    let all = Array(rows.columns.indices)
    let target = all.first { rows.columns[$0].role == .target }
    let hasTarget = row.count == all.count
    guard hasTarget || (target != nil && row.count == all.count - 1) else {
      let named = rows.columns.filter { $0.role == .feature }.prefix(3).map(\.name)
      throw row.error(
        fields: target == nil
          ? "\(all.count)" : "\(all.count), or \(all.count - 1) without the class,",
        hint: "or a first row that names the columns: \(named.joined(separator: ", ")), ...")
    }
    let kept = hasTarget ? all : all.filter { $0 != target }
    features = kept.enumerated().filter { rows.columns[$0.element].role == .feature }.map(\.offset)
    self.target = hasTarget ? target : nil
    count = row.count
  }

  /// The complaint that a header lacks a feature.
  static func error(_ header: RawRow, _ rows: RowDescription) -> InputError {
    let names = header.texts
    let missing = rows.featureColumns.first { !names.contains($0.column.name) }?.column.name ?? ""
    return InputError(
      file: header.file, line: header.line, expected: "a column '\(missing)' in the header",
      found: names.joined(separator: ", "),
      hint: nearestWord(to: missing, in: names).map { "is it '\($0)'?" })
  }
}
