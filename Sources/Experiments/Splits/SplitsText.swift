import Inputs

/// The text of a file of splits: a line for each row of each split.
package struct SplitsText {
  /// The text so far.
  package private(set) var text: String
  private let namesDatasets: Bool

  /// - Parameters:
  ///   - namesDatasets: whether the file can have several.
  ///   - repeats: of the cross-validation whose folds it has.
  package init(namesDatasets: Bool, repeats: Int) {
    self.namesDatasets = namesDatasets
    text = CSVField.record(
      (namesDatasets ? ["dataset"] : []) + ["split", "row", "part"]
        + (0..<repeats).map { "repeat-\($0)" })
  }

  /// Adds a row of a split, with its fold in each repeat.
  mutating func append(_ dataset: String?, split: Int, row: Int, isTest: Bool, folds: [Int?]) {
    if namesDatasets { text += CSVField.escaped(dataset ?? "") + "," }
    text += "\(split),\(row),\(isTest ? "test" : "training")"
    for fold in folds { text += fold.map { ",\($0)" } ?? "," }
    text += "\n"
  }

  /// Adds all rows of a split.
  package mutating func append(_ parts: SplitParts, of dataset: String) {
    for row in parts.isTest.indices {
      append(
        dataset, split: parts.split, row: row, isTest: parts.isTest[row],
        folds: parts.folds.map { $0[row] })
    }
  }
}
