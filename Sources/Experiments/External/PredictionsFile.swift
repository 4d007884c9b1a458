import Datasets
package import Foundation
package import Inputs

/// A file of another program's predictions: comma-separated, with a header.
///
/// The columns are `dataset`, `split`, `row` and `class`, and any number of `p:CLASS` with the probability of a class; in
/// any order. Rows and splits count from 0. The file can have several datasets: a row leaves the probabilities of another
/// dataset's classes empty.
package struct PredictionsFile: Sendable {
  /// One prediction.
  struct Row: Sendable {
    /// 1-based, in the file.
    let line: Int
    let dataset: String
    let split, row: Int
    let label: String
    /// The texts of the columns of probabilities.
    let probabilities: [String]
  }

  /// The name of the file, as the user gave it.
  package let name: String
  let columns: Columns
  let rows: [Row]
  /// The indices of each dataset's rows.
  let places: [String: [Int]]
  /// The last line of the file, 1-based.
  let lastLine: Int

  /// Reads `file`; what it says is compared with a run later.
  /// - Throws: ``InputError`` at the first field that is not written as it has to be, or if the file cannot be read.
  package init(_ file: URL) throws(InputError) {
    var reader = try RawRows(file, DelimitedFormat(), fields: Columns.required.count)
    guard let header = try reader.next() else {
      throw InputError(
        code: .missing, file: file.relativePath, line: 1, expected: Columns.expected,
        found: "", hint: "the file is empty")
    }
    let columns = try Columns(header)
    var rows: [Row] = []
    while let row = try reader.next() {
      guard row.count == columns.count else { throw row.error(fields: "\(columns.count)") }
      func number(_ field: Int, of noun: String) throws(InputError) -> Int {
        guard let number = Int(row.text(field)), number >= 0 else {
          throw row.error(field: field, expected: "the number of a \(noun), from 0")
        }
        return number
      }
      rows.append(
        Row(
          line: row.line, dataset: row.text(columns.dataset),
          split: try number(columns.split, of: "split"), row: try number(columns.row, of: "row"),
          label: row.text(columns.label),
          probabilities: columns.classes.map { row.text($0.field) }))
    }
    name = header.file
    self.columns = columns
    self.rows = rows
    places = Dictionary(grouping: rows.indices) { rows[$0].dataset }
    lastLine = reader.lastLine
  }

  /// Which field of a row is what.
  struct Columns: Sendable {
    static let required = ["dataset", "split", "row", "class"]
    static let expected = "a header with the columns dataset, split, row and class"
    private static let mark = "p:"

    let dataset, split, row, label: Int
    /// The columns of probabilities, each with its class as the file spells it.
    let classes: [(name: String, field: Int)]
    let count: Int

    init(_ header: RawRow) throws(InputError) {
      let names = header.texts
      let columns = try NamedColumns(
        header, expected: Self.expected,
        known: "a column dataset, split, row or class, or p:CLASS for a class's probability"
      ) { Self.required.contains($0) || $0.hasPrefix(Self.mark) }
      dataset = try columns.field("dataset")
      split = try columns.field("split")
      row = try columns.field("row")
      label = try columns.field("class")
      classes = names.enumerated().compactMap { field, name in
        name.hasPrefix(Self.mark) ? (String(name.dropFirst(Self.mark.count)), field) : nil
      }
      count = names.count
    }
  }

  /// The error at a field of a row.
  func error(
    _ row: Row, _ field: Int, code: InputError.Code = .invalidValue, expected: String,
    found: String, hint: String? = nil
  ) -> InputError {
    InputError(
      code: code, file: name, line: row.line, column: field + 1, expected: expected, found: found,
      hint: hint)
  }
}
