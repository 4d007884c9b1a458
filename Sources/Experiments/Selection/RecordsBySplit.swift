/// The records of a run by dataset and split, so that each split is looked at without all the others.
package struct RecordsBySplit: Sendable {
  private struct Place: Hashable {
    let dataset: String
    let split: Int
  }

  private let groups: [Place: [FitRecord]]

  /// - Complexity: O(records).
  package init(_ records: [FitRecord]) {
    groups = Dictionary(grouping: records) {
      Place(dataset: $0.key.dataset, split: $0.key.split)
    }
  }

  /// The records of one split, in the order in which they came; none if it has none.
  package subscript(dataset: String, split: Int) -> [FitRecord] {
    groups[Place(dataset: dataset, split: split)] ?? []
  }

  /// The records of all splits of a dataset, split by split.
  package subscript(dataset: String) -> [FitRecord] {
    splits(of: dataset).flatMap { self[dataset, $0] }
  }

  /// The splits of a dataset that have records, ascending.
  func splits(of dataset: String) -> [Int] {
    groups.keys.filter { $0.dataset == dataset }.map(\.split).sorted()
  }
}

extension [FitRecord] {
  /// The records in the order of their keys, as they are where that is theirs already.
  func sortedByKey() -> [FitRecord] {
    let isSorted = indices.dropFirst().allSatisfy { self[$0 - 1].key < self[$0].key }
    return isSorted ? self : sorted { $0.key < $1.key }
  }
}
