import Datasets
package import Foundation
package import Inputs

/// The splits that a CSV file says, as `prunebench export` writes them: of each split which rows are tested on, and of
/// every other row the fold that holds it out in each repeat of the cross-validation, if there are such columns.
///
/// The columns are `split`, `row` and `part`; `dataset` before them if the file has several; and `repeat-0`, `repeat-1`
/// and so on with folds; in any order. Splits, rows, repeats and folds count from 0.
package struct SplitsTable: Sendable {
  /// A row of a dataset in one split.
  struct Row: Sendable {
    let row: Int
    /// 1-based, in the file.
    let line: Int
    let isTest: Bool
    /// In each repeat the fold that holds the row out; empty for rows of the test set, and in files without folds.
    let folds: [Int]
  }

  /// The splits of one dataset.
  struct Part: Sendable {
    /// Nil in a file without the column `dataset`.
    let dataset: String?
    /// Of each split the rows, ascending, each once.
    let splits: [[Row]]
  }

  /// The name of the file, as the user gave it.
  let name: String
  let columns: Columns
  /// By name.
  let parts: [Part]
  /// The last line of the file, 1-based.
  let lastLine: Int

  /// Reads `file`; what it says is compared with the datasets later.
  /// - Throws: ``InputError`` at the first field that is not written as it has to be, at a row that a split has twice, or
  ///   if the file cannot be read.
  package init(_ file: URL) throws(InputError) {
    var reader = try RawRows(file, DelimitedFormat(), fields: Columns.required.count)
    guard let header = try reader.next() else {
      throw InputError(
        code: .missing, file: file.relativePath, line: 1, expected: Columns.expected, found: "",
        hint: "the file is empty")
    }
    let columns = try Columns(header)
    var rows: [String: [Int: [Row]]] = [:]
    while let row = try reader.next() {
      let dataset = columns.dataset.map { row.text($0) } ?? ""
      let (split, own) = try columns.read(row)
      rows[dataset, default: [:]][split, default: []].append(own)
    }
    name = header.file
    self.columns = columns
    lastLine = reader.lastLine
    parts = rows.sorted { $0.key < $1.key }.map { dataset, splits in
      let splits = splits.sorted { $0.key < $1.key }.map(\.value)
      return Part(
        dataset: columns.dataset == nil ? nil : dataset,
        splits: splits.map { rows in rows.sorted { ($0.row, $0.line) < ($1.row, $1.line) } })
    }
    guard !rows.isEmpty else {
      throw error(
        at: lastLine, code: .missing, expected: "a row for each sample of each split", found: "none"
      )
    }
    for (_, own) in rows.sorted(by: { $0.key < $1.key }) {
      for (number, split) in own.keys.sorted().enumerated() where split != number {
        throw error(
          at: own[split]?.first?.line, columns.split, code: .missing,
          expected: "split \(number), since splits count from 0", found: "\(split)")
      }
    }
    for part in parts {
      for (number, split) in part.splits.enumerated() {
        for (row, next) in zip(split, split.dropFirst()) where row.row == next.row {
          throw error(
            at: next.line, columns.row, code: .duplicate,
            expected: "each row of split \(number)\(Self.of(part.dataset)) once",
            found: "\(next.row)", hint: "line \(row.line) has it, too")
        }
        guard split.contains(where: \.isTest), !split.allSatisfy(\.isTest) else {
          throw error(
            at: split.map(\.line).min(), columns.part, code: .missing,
            expected: "training and test rows in split \(number)\(Self.of(part.dataset))",
            found: split[0].isTest ? "test rows only" : "training rows only")
        }
      }
    }
  }

  /// The part of a dataset; in a file without names any dataset's.
  func part(of dataset: String) -> Part? {
    parts.first {
      $0.dataset == nil || $0.dataset == dataset || $0.dataset == CSVField.spelled(dataset)
    }
  }

  /// The text as ``SplitsText`` writes it, however the file was written: what it says decides a run, and not how.
  package var text: String {
    var text = SplitsText(namesDatasets: columns.dataset != nil, repeats: columns.repeats.count)
    for part in parts {
      for (number, split) in part.splits.enumerated() {
        for row in split {
          text.append(
            part.dataset, split: number, row: row.row, isTest: row.isTest,
            folds: row.isTest ? columns.repeats.map { _ in nil } : row.folds)
        }
      }
    }
    return text.text
  }

  /// ` of 'car'`, where a file names datasets.
  static func of(_ dataset: String?) -> String { dataset.map { " of '\($0)'" } ?? "" }

  /// The error at a field of a line.
  func error(
    at line: Int?, _ field: Int? = nil, code: InputError.Code = .invalidValue, expected: String,
    found: String? = nil, hint: String? = nil
  ) -> InputError {
    InputError(
      code: code, file: name, line: line, column: field.map { $0 + 1 }, expected: expected,
      found: found, hint: hint)
  }
}
