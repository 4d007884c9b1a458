import Inputs
import Tabular

/// Builds a dataset row by row, checking each against a card.
struct TableBuilder {
  /// How a field enters the table.
  private enum Reading {
    case number(String)
    case category(String, OneHotEncoder)
    case target(String, OneHotEncoder)
    case nothing
  }

  private let card: DatasetCard
  private let readings: [Reading]
  private var values: [Float] = []
  private var labels: [Int] = []

  /// The rows so far.
  var rows: Int { labels.count }

  init(card: DatasetCard) {
    self.card = card
    readings = card.columns.map { column in
      switch (column.role, column.encoder) {
      case (.ignore, _): .nothing
      case (.target, let encoder): .target(column.name, encoder ?? OneHotEncoder(categories: []))
      case (.feature, let encoder?): .category(column.name, encoder)
      case (.feature, nil): .number(column.name)
      }
    }
    // A card may be wrong, or expect more than there is memory for: reserve what is plausible.
    let (count, overflow) = card.expected.rows.multipliedReportingOverflow(
      by: card.expected.features)
    values.reserveCapacity(overflow ? 0 : min(count, 1 << 24))
  }

  /// Adds a row.
  /// - Throws: ``InputError`` at the field that is not as the card says.
  mutating func append(_ row: DelimitedRow) throws(InputError) {
    guard row.count == readings.count else {
      throw row.error(expectedFields: readings.count)
    }
    if case .blocks(let rowsPerClass) = card.labels {
      guard rows / rowsPerClass < card.classNames.count else {
        throw InputError(
          file: row.file, line: row.line, expected: "\(card.expected.rows) rows of \(card.name)",
          found: "another row")
      }
      labels.append(rows / rowsPerClass)
    }
    for (field, reading) in readings.enumerated() {
      switch reading {
      case .nothing: break
      case .number(let name): values.append(try row.number(field, of: name))
      case .category(let name, let encoder):
        let category = try column(of: row, field: field, name: name, encoder: encoder)
        for index in encoder.categories.indices { values.append(index == category ? 1 : 0) }
      case .target(let name, let encoder):
        labels.append(try column(of: row, field: field, name: name, encoder: encoder))
      }
    }
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
    guard rows == card.expected.rows else {
      throw InputError(
        file: place?.file, line: place?.line,
        expected: "\(card.expected.rows) rows of \(card.name)", found: "\(rows)",
        hint: rows < card.expected.rows
          ? "read from \(provenance): is a file truncated?" : "read from \(provenance)")
    }
    let classes = Set(labels).count
    guard classes == card.expected.classes else {
      throw InputError(
        file: place?.file, line: place?.line,
        expected: "\(card.expected.classes) classes of \(card.name)", found: "\(classes)",
        hint: "read from \(provenance)")
    }
    let features = Matrix(rows: rows, columns: card.expected.features, values: values)
    return Dataset(
      name: card.name, title: card.title, features: features, labels: labels,
      featureNames: card.featureNames, classNames: card.classNames, provenance: provenance)
  }

  private func column(
    of row: DelimitedRow, field: Int, name: String, encoder: OneHotEncoder
  ) throws(InputError) -> Int {
    guard let column = encoder.column(of: row.text(field)) else {
      let isLong = encoder.categories.count > 12
      let known = encoder.categories.prefix(12).joined(separator: ", ") + (isLong ? ", ..." : "")
      throw row.error(field: field, expected: "one of \(known) in column '\(name)'")
    }
    return column
  }
}
