import Tabular

/// What is wrong with the test sets of a dataset, over all splits, and is said of a run rather than refused.
struct TestSetFaults {
  /// Values whose level no row trained on has: all zeros for a network.
  private(set) var unseenLevels = 0
  /// Rows whose class no row trained on has, by that class: no network can be right about them.
  private(set) var unseenClasses: [String: Int] = [:]
  /// Rows that have an equal row, or a row of their group, among the rows trained on, where the protocol accepts them in
  /// test sets that are not drawn.
  private(set) var leaks = 0
  /// All rows.
  private(set) var tested = 0

  /// In a task that is cancelled the faults as far as they are known.
  /// - Complexity: O(splits · rows · features).
  init(of dataset: Dataset, under protocolFile: ProtocolFile) {
    let splits = protocolFile.splits
    let groups = splits.groups(of: dataset)
    // There may be too few rows for any split.
    guard groups.units(of: Array(0..<dataset.rows)).count >= 2 else { return }
    let levels = dataset.columns.filter(\.isOneHot).flatMap(\.features)
    let bound = splits.areDrawn || splits.duplicates == .together ? nil : RowGroups(dataset)
    for index in 0..<splits.count(of: dataset.name) {
      guard !Task.isCancelled else { break }
      let split = protocolFile.split(index, of: dataset, groups)
      tested += split.heldOut.count
      leaks += bound?.leaks(of: split) ?? 0
      let classes = Set(split.training.lazy.map { dataset.labels[$0] })
      for row in split.heldOut where !classes.contains(dataset.labels[row]) {
        unseenClasses[dataset.classNames[dataset.labels[row]], default: 0] += 1
      }
      for level in levels
      where !split.training.contains(where: { dataset.features[$0, level] == 1 }) {
        unseenLevels += split.heldOut.count { dataset.features[$0, level] == 1 }
      }
    }
  }
}
