import Tabular

/// Which rows of a dataset one split tests on, and the fold of every other row in each repeat of the
/// cross-validation.
package struct SplitParts: Hashable, Sendable {
  /// The number of the split, from 0.
  package let split: Int
  /// For each row whether it is in the test set.
  package let isTest: [Bool]
  /// For each repeat, and in it for each row, the fold that holds the row out, from 0; nil for the rows
  /// of the test set, which are in no fold.
  package let folds: [[Int?]]

  init(_ data: ExperimentData, split: Int, repeats: Int) {
    self.split = split
    let rows = data.dataset.rows
    var isTest = Array(repeating: false, count: rows)
    for row in data.split(split).heldOut { isTest[row] = true }
    self.isTest = isTest
    folds = (0..<repeats).map { `repeat` in
      var folds: [Int?] = Array(repeating: nil, count: rows)
      for (number, fold) in data.folds(ofSplit: split, repeat: `repeat`).enumerated() {
        for row in fold.heldOut { folds[row] = number }
      }
      return folds
    }
  }
}

extension Experiment {
  /// The parts that the fits of a split are given.
  /// - Parameters:
  ///   - dataset: its place among those of the run.
  ///   - split: from 0 up to the protocol's count of splits of the dataset.
  /// - Precondition: both are there.
  /// - Complexity: O(repeats · rows · log rows).
  package func parts(ofDataset dataset: Int = 0, split: Int) -> SplitParts {
    let protocolFile = description.protocolFile
    let count = protocolFile.splits.count(of: description.datasets[dataset].name)
    precondition((0..<count).contains(split), "parts: no split \(split)")
    return SplitParts(datasets[dataset], split: split, repeats: protocolFile.validation.repeats)
  }
}
