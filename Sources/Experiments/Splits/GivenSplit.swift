import Inputs
import Tabular

extension ProtocolFile.Splits {
  /// Checks that a dataset has the test set that the protocol holds out, and that it tells something: a row of it that
  /// also stands among the rows trained on, or whose group does, is a leak.
  /// - Throws: ``InputError`` that says how many rows are concerned, and what to do.
  /// - Complexity: O(rows · features) where the source's own test set is held out.
  func check(_ dataset: Dataset) throws(InputError) {
    guard areGiven else { return }
    guard let isTest = dataset.isGivenTest, isTest.contains(true), isTest.contains(false) else {
      throw InputError(
        .usage, code: .missing,
        expected: "datasets whose source has a test set of its own, for 'split.kind: given'",
        found: dataset.name,
        hint: "a card names it by 'part: test' at a file; or draw test sets: 'split.kind: drawn'")
    }
    let leaks = groups(of: dataset).units(of: Array(0..<dataset.rows)).reduce(0) { sum, unit in
      let tested = unit.count { isTest[$0] }
      return tested < unit.count ? sum + tested : sum
    }
    guard leaks == 0 else {
      throw InputError(
        code: .duplicate,
        expected:
          "a test set of \(dataset.name) without rows that have an equal row, or a row of their "
          + "group, in the training set",
        found: "\(counted(leaks, "row")) of \(isTest.count { $0 })",
        hint:
          "draw test sets ('split.kind: drawn'), or accept the leak ('split.duplicates: apart'): "
          + "the report says so")
    }
  }
}
