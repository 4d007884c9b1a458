import Inputs
import Tabular

// Whether a file of splits is one of a dataset.
extension SplitsTable {
  /// The splits of a dataset, each row of it once in each.
  /// - Parameters:
  ///   - count: of the run's datasets.
  ///   - validation: the folds that the protocol asks for.
  /// - Throws: ``InputError`` if there are none, or at the first row or fold that the dataset or the protocol has not.
  func check(
    _ dataset: Dataset, of count: Int, _ validation: ProtocolFile.Validation
  ) throws(InputError) {
    guard columns.dataset != nil || count == 1 else {
      throw error(
        at: 1, code: .missing,
        expected: "a column 'dataset', since the run has \(counted(count, "dataset"))",
        found: "none", hint: "'prunebench export RUN' writes one for several datasets")
    }
    guard let part = part(of: dataset.name) else { throw unknown(dataset.name) }
    for (number, rows) in part.splits.enumerated() {
      let place = "split \(number) of '\(dataset.name)'"
      if let stray = rows.first(where: { $0.row >= dataset.rows }) {
        throw error(
          at: stray.line, columns.row, code: .outOfRange,
          expected: "a row of '\(dataset.name)', from 0 to \(dataset.rows - 1)",
          found: "\(stray.row)", hint: Self.changed)
      }
      if let gap = rows.indices.first(where: { rows[$0].row != $0 }) {
        throw missing(gap, in: place)
      }
      guard rows.count == dataset.rows else { throw missing(rows.count, in: place) }
      try checkFolds(rows, of: place, validation)
    }
  }

  private static let changed =
    "the splits are those of another dataset, or the dataset has changed since"

  private func missing(_ row: Int, in place: String) -> InputError {
    error(
      at: lastLine, code: .missing, expected: "row \(row) in a part of \(place)", found: "none",
      hint: Self.changed)
  }

  private func unknown(_ dataset: String) -> InputError {
    let names = parts.compactMap(\.dataset)
    // The line of the name that was meant, if one was.
    let nearest = nearestWord(to: dataset, in: names)
    let stray = nearest.flatMap { part(of: $0)?.splits.first?.map(\.line).min() }
    return error(
      at: stray ?? lastLine, stray == nil ? nil : columns.dataset,
      code: stray == nil ? .missing : .unknownName, expected: "the splits of '\(dataset)'",
      found: nearest ?? names.joined(separator: ", "))
  }

  private func checkFolds(
    _ rows: [Row], of place: String, _ validation: ProtocolFile.Validation
  ) throws(InputError) {
    guard let first = columns.repeats.first else { return }
    let advice = "or take the columns of folds out of the file: then folds are drawn"
    guard columns.repeats.count == validation.repeats else {
      throw error(
        at: 1, first, code: .mismatch,
        expected: "the folds of as many repeats as the protocol has (\(validation.repeats))",
        found: "\(columns.repeats.count)",
        hint: "say 'validation.repeats: \(columns.repeats.count)', \(advice)")
    }
    for (number, field) in columns.repeats.enumerated() {
      var sizes = Array(repeating: 0, count: validation.folds)
      for row in rows where !row.isTest {
        let fold = row.folds[number]
        guard fold < validation.folds else {
          let own = rows.compactMap { $0.isTest ? nil : $0.folds[number] }.max() ?? fold
          throw error(
            at: row.line, field, code: .outOfRange,
            expected: "a fold from 0 to \(validation.folds - 1), since the protocol has "
              + "\(validation.folds)", found: "\(fold)",
            hint: "say 'validation.folds: \(own + 1)', \(advice)")
        }
        sizes[fold] += 1
      }
      if let empty = sizes.firstIndex(of: 0) {
        throw error(
          at: rows.map(\.line).max(), field, code: .missing,
          expected: "rows in fold \(empty) of \(place), since the protocol has "
            + "\(validation.folds) folds", found: "none",
          hint: "say how many there are by 'validation.folds', \(advice)")
      }
    }
  }
}

extension SplitsTable.Part {
  /// A split, its rows in the order of the dataset's.
  func split(_ index: Int) -> Split {
    let rows = splits[index]
    return Split(
      training: rows.compactMap { $0.isTest ? nil : $0.row },
      heldOut: rows.compactMap { $0.isTest ? $0.row : nil })
  }

  /// The folds of one repeat; nil in a file without folds.
  func folds(ofSplit index: Int, repeat: Int, count: Int) -> [Split]? {
    let rows = splits[index].filter { !$0.isTest }
    guard rows.first?.folds.indices.contains(`repeat`) == true else { return nil }
    return (0..<count).map { fold in
      Split(
        training: rows.compactMap { $0.folds[`repeat`] == fold ? nil : $0.row },
        heldOut: rows.compactMap { $0.folds[`repeat`] == fold ? $0.row : nil })
    }
  }
}
