import Datasets
import Inputs

/// Maps the columns of a saved network to the fields of a file's rows.
struct FieldMap {
  /// The field of each feature column.
  let features: [Int]
  /// The target's field, if the file has it.
  let target: Int?
  /// The number of fields in each row.
  let count: Int

  /// Maps columns by the names in a header, which may be in any order and may include others.
  /// - Returns: nil if the header lacks a feature.
  /// - Throws: ``InputError`` if the header has a feature twice.
  init?(named names: [String], of header: RawRow? = nil, _ rows: RowDescription) throws(InputError)
  {
    let target = rows.columns.first { $0.role == .target }
    let needed = rows.featureColumns.map(\.column.name)
    let fields = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    let features = needed.compactMap { fields[$0] }
    guard features.count == needed.count else { return nil }
    let wanted = Set(needed + [target?.name].compactMap(\.self))
    var known: Set<String> = []
    for (field, name) in names.enumerated()
    where wanted.contains(name) && !known.insert(name).inserted {
      throw InputError(
        code: .duplicate, file: header?.file, line: header?.line, column: field + 1,
        expected: "the column '\(name)' once in the header", found: names.joined(separator: ", "),
        hint: "two columns with the same name are ambiguous")
    }
    self.features = features
    self.target = target.flatMap { fields[$0.name] }
    count = names.count
  }

  /// Maps columns in the dataset's own order, below the header of its own file, with or without the class.
  /// - Returns: nil if `header` is neither of these, or the dataset's header is unknown.
  init?(likeHeaderOf rows: RowDescription, _ header: RawRow) throws(InputError) {
    guard let texts = rows.headerTexts else { return nil }
    guard texts.count == rows.columns.count else {
      // A header may lack a name for the column of row names, or end with a delimiter.
      guard header.texts == texts else { return nil }
      self.init(all: rows)
      return
    }
    let others = zip(texts, rows.columns).filter { $1.role != .target }.map(\.0)
    guard header.texts == texts || header.texts == others else { return nil }
    try self.init(positionsOf: header, rows)
  }

  /// Maps all columns, in the dataset's own order.
  private init(all rows: RowDescription) {
    features = rows.columns.indices.filter { rows.columns[$0].role == .feature }
    target = rows.columns.firstIndex { $0.role == .target }
    count = rows.columns.count
  }

  /// Maps columns in the dataset's own order: all of them, or all but the target, or those of another file of the dataset.
  /// - Throws: ``InputError`` if the row has none of these numbers of fields.
  init(positionsOf row: RawRow, _ rows: RowDescription) throws(InputError) {
    let kinds = rows.rowKinds
    guard let kind = kinds.first(where: { $0.count == row.count }) else {
      let named = rows.columns.filter { $0.role == .feature }.prefix(3).map(\.name)
      let counts = kinds.map { RowShape($0.map(\.writing)).fields }
      let extra = Set((rows.extraColumns ?? []).map(\.name))
      let others = zip(kinds, counts).dropFirst(2).map { kind, count in
        let own = kind.map(\.name).filter(extra.contains).map { "'\($0)'" }
        return "or \(count) with \(own.joined(separator: ", ")),"
      }
      let usual =
        counts[0] == counts[1] ? "\(counts[0])" : "\(counts[0]), or \(counts[1]) without the class,"
      throw row.error(
        fields: ([usual] + others).joined(separator: " "),
        hint: "or a first row that names the columns: \(named.joined(separator: ", ")), ...")
    }
    features = kind.indices.filter { kind[$0].role == .feature }
    target = kind.firstIndex { $0.role == .target }
    count = row.count
  }

  /// The error for a header that lacks a feature, or that differs from the dataset's header where its names are
  /// not distinct.
  static func error(_ header: RawRow, _ rows: RowDescription) -> InputError {
    let names = header.texts
    if let texts = rows.headerTexts, rows.header == .skip || Set(texts).count < texts.count {
      return InputError(
        code: .mismatch, file: header.file, line: header.line,
        expected: "the header that the model's own file has: \(texts.joined(separator: ", "))",
        found: names.joined(separator: ", "),
        hint: Set(texts).count < texts.count
          ? "where two columns have the same name, only their order distinguishes them" : nil)
    }
    let missing = rows.featureColumns.first { !names.contains($0.column.name) }?.column.name ?? ""
    return InputError(
      code: .missing, file: header.file, line: header.line,
      expected: "a column '\(missing)' in the header",
      found: names.joined(separator: ", "),
      hint: nearestWord(to: missing, in: names).map { "is it '\($0)'?" })
  }
}
