import Inputs
import Tabular

// How the fields of a row become values, a class and a group.
extension TableBuilder {
  mutating func append(_ row: DelimitedRow, _ reading: Reading) throws(InputError) {
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
    case .group(let field):
      guard !isMissing(row, field) else {
        throw row.error(
          field: field, expected: "a group in column '\(card.columns[field].name)'",
          code: .missingValue)
      }
      let group = groupNumbers[row.text(field), default: groupNumbers.count]
      groupNumbers[row.text(field)] = group
      groups.append(group)
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
    let mark = card.format.decimalMark
    let first = fields.lowerBound + row.appendNumbers(fields, mark, to: &values)
    guard first < fields.upperBound else { return }
    // The rest at once, too: to begin again behind each missing value would take the square of the time.
    let rest = first..<fields.upperBound
    for (field, number) in zip(rest, row.numbersOrNaN(rest, mark)) {
      if !number.isNaN {
        values.append(number)
      } else if !row.isASCII(field), let number = plain.number(row[field]) {
        // The number has a typographic minus sign or space.
        values.append(number)
      } else {
        try appendMissing(row, field)
      }
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
}
