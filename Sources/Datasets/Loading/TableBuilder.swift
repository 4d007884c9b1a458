import Inputs
import Tabular

/// Builds a dataset row by row, checking each against a card.
struct TableBuilder {
  /// How fields enter the table.
  private enum Reading {
    /// As many as stand beside one another.
    case numbers(Range<Int>)
    case ordinal(Int, OneHotEncoder)
    case category(Int, OneHotEncoder)
    case target(Int, OneHotEncoder)
  }

  private let card: DatasetCard
  private let readings: [Reading]
  private let missingMarks: Set<[UInt8]>
  private let longestMark: Int
  private let dropping: [Int]
  private var values: [Float] = []
  private var labels: [Int] = []
  private var preparation = Preparation()

  /// The rows so far, those that were left out among them.
  private(set) var rowsRead = 0

  /// - Parameter bytes: how long the files are, as far as that is known.
  init(card: DatasetCard, bytes: Int? = nil) {
    self.card = card
    readings = Self.readings(of: card.columns)
    missingMarks = Set(card.missingMarks.flatMap(CanonicalForms.of).map { Array($0.utf8) })
    longestMark = missingMarks.map(\.count).max() ?? -1
    dropping = card.columns.indices.filter {
      card.columns[$0].missing == .dropRows && card.columns[$0].role != .ignore
    }
    preparation.ignoredColumns = card.columns.filter { $0.role == .ignore }.map(\.name)
    // A card may be wrong, or expect more than there is memory for: room is made for no more rows
    // than the files can hold, a field taking two bytes or more.
    let plausible = (bytes ?? 1 << 20) / (2 * card.columns.count)
    let rows = min(card.expectedRows ?? 0, plausible)
    labels.reserveCapacity(rows)
    values.reserveCapacity(min(rows * card.featureNames.count, 1 << 30))
  }

  private static func readings(of columns: [DatasetCard.Column]) -> [Reading] {
    columns.enumerated().reduce(into: []) { readings, element in
      let (field, column) = element
      switch (column.role, column.encoder) {
      case (.ignore, _): break
      case (.target, let encoder):
        readings.append(.target(field, encoder ?? OneHotEncoder(categories: [])))
      case (.feature, let encoder?):
        readings.append(column.isOrdinal ? .ordinal(field, encoder) : .category(field, encoder))
      case (.feature, nil):
        if case .numbers(let range) = readings.last, range.upperBound == field {
          readings[readings.count - 1] = .numbers(range.lowerBound..<field + 1)
        } else {
          readings.append(.numbers(field..<field + 1))
        }
      }
    }
  }

  /// Adds a row, unless it is to be left out.
  /// - Throws: ``InputError`` at the field that is not as the card says.
  mutating func append(_ row: DelimitedRow) throws(InputError) {
    guard row.count == card.columns.count else {
      throw row.error(expectedFields: card.columns.count)
    }
    let number = rowsRead
    rowsRead += 1
    if case .blocks(let rowsPerClass) = card.labels {
      guard number / rowsPerClass < card.classNames.count else {
        throw InputError(
          file: row.file, line: row.line,
          expected: "\(rowsPerClass * card.classNames.count) rows of \(card.name)",
          found: "another row")
      }
    }
    if dropping.contains(where: { isMissing(row, $0) }) {
      preparation.droppedRows += 1
      return
    }
    if case .blocks(let rowsPerClass) = card.labels { labels.append(number / rowsPerClass) }
    for reading in readings { try append(row, reading) }
  }

  private mutating func append(_ row: DelimitedRow, _ reading: Reading) throws(InputError) {
    switch reading {
    case .numbers(let fields):
      try appendNumbers(row, fields)
    case .ordinal(let field, let encoder):
      if row.isMissing(field) != true, let category = encoder.column(of: row.text(field)) {
        values.append(Float(category))
      } else {
        try appendMissing(row, field)
      }
    case .category(let field, let encoder):
      if row.isMissing(field) != true, let category = encoder.column(of: row.text(field)) {
        for index in encoder.categories.indices { values.append(index == category ? 1 : 0) }
      } else {
        try appendMissing(row, field)
      }
    case .target(let field, let encoder):
      guard row.isMissing(field) != true, let category = encoder.column(of: row.text(field)) else {
        throw unknown(row, field)
      }
      labels.append(card.classOfCategory[category])
    }
  }

  private mutating func appendNumbers(
    _ row: DelimitedRow, _ fields: Range<Int>
  ) throws(InputError) {
    var field = fields.lowerBound
    while true {
      field += row.appendNumbers(
        field..<fields.upperBound, card.format.decimalMark, to: &values)
      guard field < fields.upperBound else { return }
      guard isMissing(row, field) else {
        throw row.error(
          field: field, expected: "a number in column '\(card.columns[field].name)'")
      }
      try appendMissing(row, field)
      field += 1
    }
  }

  /// What the card says of a field that is no value of its column.
  private mutating func appendMissing(
    _ row: DelimitedRow, _ field: Int
  ) throws(InputError) {
    let column = card.columns[field]
    guard isMissing(row, field) else { throw unknown(row, field) }
    let features = column.featureNames.count
    switch column.missing {
    case .median, .mode:
      values += Array(repeating: Float.nan, count: features)
      preparation.filledValues[column.name, default: 0] += 1
    case .category:
      values += Array(repeating: 0, count: features - 1) + [1]
      preparation.missingLevels[column.name, default: 0] += 1
    case .error, .dropRows:
      throw row.error(
        field: field, expected: "a value in column '\(column.name)'",
        hint: "say what becomes of missing values: 'missing: {policy: median}' in the card, or "
          + "mode, category, drop-rows")
    }
  }

  /// Whether the file says that `field` is missing or, where it leaves that to the card, a mark does. What an
  /// ARFF file does not say to be missing is a mark's only if it is no category.
  private func isMissing(_ row: DelimitedRow, _ field: Int) -> Bool {
    let bytes = row[field]
    let hasMark = bytes.count <= longestMark && missingMarks.contains(Array(bytes))
    guard let isMissing = row.isMissing(field) else { return hasMark }
    return isMissing || hasMark && card.columns[field].categories?.contains(row.text(field)) != true
  }

  private func unknown(_ row: DelimitedRow, _ field: Int) -> InputError {
    let column = card.columns[field]
    let categories = column.categories ?? []
    let known =
      categories.prefix(12).joined(separator: ", ") + (categories.count > 12 ? ", ..." : "")
    return row.error(field: field, expected: "one of \(known) in column '\(column.name)'")
  }

  /// Checks a first row that names the columns.
  func check(header row: DelimitedRow) throws(InputError) {
    guard row.count == card.columns.count else {
      throw row.error(expectedFields: card.columns.count)
    }
    for (field, column) in card.columns.enumerated() where row.text(field) != column.name {
      throw row.error(field: field, expected: "the column '\(column.name)', as on the card")
    }
  }

  /// The finished table.
  /// - Parameter place: The end of the last file, for the complaint.
  /// - Throws: ``InputError`` if there are not as many rows or classes as the card expects.
  func dataset(
    provenance: String, place: (file: String, line: Int)? = nil
  ) throws(InputError) -> Dataset {
    if let expected = card.expectedRows, rowsRead != expected {
      throw InputError(
        file: place?.file, line: place?.line, expected: "\(expected) rows of \(card.name)",
        found: "\(rowsRead)",
        hint: rowsRead < expected
          ? "read from \(provenance): is a file truncated?" : "read from \(provenance)")
    }
    var occurs = Array(repeating: false, count: card.classNames.count)
    for label in labels { occurs[label] = true }
    let classes = occurs.count { $0 }
    guard classes == card.classNames.count else {
      throw InputError(
        file: place?.file, line: place?.line,
        expected: "\(card.classNames.count) classes of \(card.name)", found: "\(classes)",
        hint: "read from \(provenance)")
    }
    let names = card.featureNames
    let features = Matrix(rows: labels.count, columns: names.count, values: values)
    return Dataset(
      name: card.name, title: card.title, features: features, labels: labels,
      featureNames: names, classNames: card.classNames, provenance: provenance,
      columns: columns, preparation: preparation)
  }

  /// The columns that became features; only those that lack values have a rule to fill them.
  private var columns: [FeatureColumn] {
    var next = 0
    return card.columns.filter { $0.role == .feature }.map { column in
      let features = next..<next + column.featureNames.count
      next = features.upperBound
      let fill: FeatureColumn.Fill? =
        preparation.filledValues[column.name] == nil
        ? nil : (column.missing == .median ? .median : .mode)
      return FeatureColumn(
        name: column.name, features: features,
        isOneHot: column.categories != nil && !column.isOrdinal, fill: fill)
    }
  }
}
