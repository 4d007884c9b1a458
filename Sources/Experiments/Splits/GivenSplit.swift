import Inputs
import Tabular

// Splits that are not drawn: the source's own, or those of a file.
extension ProtocolFile {
  /// Checks that a dataset has the splits that the protocol holds out, and that these tell something: a row of a test
  /// set, or of a fold, that also stands among the rows trained on, or whose group does, is a leak.
  /// - Parameter count: of the run's datasets.
  /// - Throws: ``InputError`` that says how many rows are concerned, and what to do.
  /// - Complexity: O(splits · rows + rows · features) where splits are not drawn.
  func checkSplits(of dataset: Dataset, among count: Int = 1) throws(InputError) {
    guard !splits.areDrawn else { return }
    if splits.areGiven {
      guard let isTest = dataset.isGivenTest, isTest.contains(true), isTest.contains(false) else {
        throw InputError(
          .usage, code: .missing,
          expected: "datasets whose source has a test set of its own, for 'split.kind: given'",
          found: dataset.name,
          hint: "a card names it by 'part: test' at a file; or draw test sets: 'split.kind: drawn'")
      }
    } else {
      guard let table = splits.file?.table else {
        throw InputError(
          .usage, code: .missing, expected: "a file of splits that was read", found: name)
      }
      try table.check(dataset, of: count, validation)
    }
    // Where they may be apart, each row is a group of its own.
    let groups = splits.groups(of: dataset)
    for index in 0..<splits.count(of: dataset.name) {
      let split = split(index, of: dataset, groups)
      let leaks = groups.leaks(of: split)
      let place = splits.areGiven ? "" : "of split \(index) "
      guard leaks == 0 else {
        throw leak(
          "a test set \(place)of \(dataset.name) without rows that have an equal row, or a row of their "
            + "group, in the training set", leaks, of: split)
      }
      for number in 0..<validation.repeats {
        let folds = splits.file?.table?.part(of: dataset.name)?.folds(
          ofSplit: index, repeat: number, count: validation.folds)
        for (fold, parts) in (folds ?? []).enumerated() {
          let leaks = groups.leaks(of: parts)
          guard leaks == 0 else {
            throw leak(
              "a fold \(fold) of repeat \(number) \(place)of \(dataset.name) without rows that have an equal "
                + "row, or a row of their group, in another fold", leaks, of: parts)
          }
        }
      }
    }
  }

  private func leak(_ expected: String, _ rows: Int, of split: Split) -> InputError {
    InputError(
      code: .duplicate, file: splits.file?.table?.name, expected: expected,
      found: "\(counted(rows, "row")) of \(split.heldOut.count)",
      hint: "draw test sets ('split.kind: drawn'), or accept the leak ('split.duplicates: apart'): "
        + "the report says so")
  }
}

extension RowGroups {
  /// The rows held out that have an equal row, or a row of their group, among those trained on.
  func leaks(of split: Split) -> Int {
    let trained = Set(split.training.lazy.map { first[$0] })
    return split.heldOut.count { trained.contains(first[$0]) }
  }
}
