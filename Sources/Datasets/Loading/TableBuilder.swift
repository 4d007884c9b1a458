import Inputs
import Tabular

/// Builds a dataset row by row, and checks each row by a card.
struct TableBuilder {
  /// How fields are converted.
  private enum Reading {
    /// Adjacent columns of plain numbers, read together.
    case numbers(Range<Int>)
    /// A number that is not plain, or could be a mark of a missing value.
    case value(Int, ValueFormat)
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
  /// Whether a mark of missing values can be read as a number.
  private let marksAreNumbers: Bool
  /// The format of numbers without a unit.
  private let plain: ValueFormat
  /// The first date of a column, which is subtracted from its dates.
  private var firstDates: [Int: Double] = [:]

  /// The rows so far, including those that were left out.
  private(set) var rowsRead = 0

  /// - Parameter bytes: the length of the files, if it is known.
  init(card: DatasetCard, bytes: Int? = nil) {
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
    let rows = min(card.expectedRows ?? 0, plausible)
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
    for reading in readings { try append(row, reading) }
  }

  private mutating func append(_ row: DelimitedRow, _ reading: Reading) throws(InputError) {
    switch reading {
    case .numbers(let fields):
      try appendNumbers(row, fields)
    case .value(let field, let format):
      try append(row, field, format)
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
        throw isMissing(row, field) ? unlabelled(row, field) : unknown(row, field)
      }
      labels.append(card.classOfCategory[category])
    }
  }

  private mutating func append(
    _ row: DelimitedRow, _ field: Int, _ format: ValueFormat
  ) throws(InputError) {
    let text = row[field]
    if marksAreNumbers, isMark(text) { return try appendMissing(row, field) }
    if format.date != nil, format.offset == nil {
      guard let days = format.double(text) else { return try appendMissing(row, field) }
      let first = firstDates[field] ?? days
      firstDates[field] = first
      values.append(Float(days - first))
    } else if let number = format.number(text) {
      values.append(number)
    } else {
      try appendMissing(row, field)
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
      // The number has a typographic minus sign or space.
      if !row.isASCII(field), let number = plain.number(row[field]) {
        values.append(number)
        field += 1
        continue
      }
      try appendMissing(row, field)
      field += 1
    }
  }

  /// Handles a field that is not a value of its column, as the card says.
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
        hint: "say how to handle missing values: 'missing: {policy: median}' in the card, or "
          + "mode, category, drop-rows", code: .missingValue)
    }
  }

  private func isMark(_ field: ArraySlice<UInt8>) -> Bool {
    field.count <= longestMark && missingMarks.contains(Array(field))
  }

  /// Whether a row has no value in a column: the file says so, or the field has a mark. A category of the card
  /// is never missing, even if it looks like a mark.
  private func isMissing(_ row: DelimitedRow, _ field: Int) -> Bool {
    if row.isMissing(field) == true { return true }
    return isMark(row[field])
      && !(card.columns[field].categories?.contains(row.text(field)) ?? false)
  }

  private func unknown(_ row: DelimitedRow, _ field: Int) -> InputError {
    let column = card.columns[field]
    guard let categories = column.categories else {
      let kind = column.date.map { "a date written as \($0.rawValue)" } ?? "a number"
      let unit = column.unit.map { " with '\($0)'" } ?? ""
      return row.error(field: field, expected: "\(kind)\(unit) in column '\(column.name)'")
    }
    let known =
      categories.prefix(12).joined(separator: ", ") + (categories.count > 12 ? ", ..." : "")
    return row.error(field: field, expected: "one of \(known) in column '\(column.name)'")
  }

  private func unlabelled(_ row: DelimitedRow, _ field: Int) -> InputError {
    row.error(
      field: field, expected: "a class in column '\(card.columns[field].name)'",
      hint: row.isUnterminated
        ? nil : "'missing: drop-rows' of the target leaves out such rows", code: .missingValue)
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

  /// The finished table.
  /// - Parameter place: the end of the last file, for errors.
  /// - Throws: ``InputError`` if the number of rows or classes is not as the card expects.
  func dataset(
    provenance: String, place: (file: String, line: Int)? = nil
  ) throws(InputError) -> Dataset {
    if let expected = card.expectedRows, rowsRead != expected {
      throw InputError(
        code: .mismatch, file: place?.file, line: place?.line,
        expected: "\(counted(expected, "row")) of \(card.name)", found: "\(rowsRead)",
        hint: "read from \(provenance)\(rowsRead < expected ? ": is a file truncated?" : "")")
    }
    guard !labels.isEmpty || preparation.droppedRows == 0 else {
      throw InputError(
        code: .missing, file: place?.file, expected: "rows that have a value in each column",
        found: "none",
        hint:
          "'drop-rows' leaves out all \(rowsRead): \(dropped); fill some columns instead, by median "
          + "or mode")
    }
    var occurs = Array(repeating: false, count: card.classNames.count)
    for label in labels { occurs[label] = true }
    let classes = occurs.count { $0 }
    guard classes == card.classNames.count else {
      throw InputError(
        code: .mismatch, file: place?.file, line: place?.line,
        expected: "\(counted(card.classNames.count, "class")) of \(card.name)", found: "\(classes)",
        hint: absence(occurs, provenance))
    }
    let names = card.featureNames
    let features = Matrix(rows: labels.count, columns: names.count, values: values)
    return Dataset(
      name: card.name, title: card.title, features: features, labels: labels,
      featureNames: names, classNames: card.classNames, provenance: provenance,
      columns: columns, preparation: preparation)
  }

  /// A message about classes without rows, and the reason.
  private func absence(_ occurs: [Bool], _ provenance: String) -> String {
    let absent = zip(card.classNames, occurs).filter { !$1 }.map { "'\($0.0)'" }
    let list = absent.prefix(6).joined(separator: ", ") + (absent.count > 6 ? ", ..." : "")
    let cause =
      preparation.droppedRows > 0
      ? "; 'drop-rows' leaves out \(counted(preparation.droppedRows, "row")): \(dropped)" : ""
    return "no row is of class \(list)\(cause); read from \(provenance)"
  }

  /// How many rows were left out for each column: `30 without 'a', 2 without 'b'`.
  private var dropped: String {
    preparation.droppedFor.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) without '\($0.key)'" }.joined(separator: ", ")
  }

  /// The feature columns. Only columns with missing values have a rule to fill them.
  private var columns: [FeatureColumn] {
    var next = 0
    let features = card.columns.enumerated().filter { $0.element.role == .feature }
    return features.map { field, column in
      let features = next..<next + column.featureNames.count
      next = features.upperBound
      let fill: FeatureColumn.Fill? =
        preparation.filledValues[column.name] == nil
        ? nil : (column.missing == .median ? .median : .mode)
      return FeatureColumn(
        name: column.name, features: features,
        isOneHot: column.categories != nil && !column.isOrdinal, fill: fill,
        offset: column.offset ?? firstDates[field] ?? 0)
    }
  }
}
