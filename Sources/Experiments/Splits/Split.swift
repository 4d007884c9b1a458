import Tabular

/// Two parts of a set of rows, ascending and disjoint.
struct Split: Hashable, Sendable {
  /// The rows to train on.
  let training: [Int]
  /// The rows held out: the test set, or a validation fold.
  let heldOut: [Int]
}

/// Deals `rows` at random into `parts` parts whose sizes differ by one at most.
///
/// Stratified, each class is dealt in turn and the dealing goes on where the last class ended, so
/// that every class is spread as evenly as the whole.
/// - Parameter labels: the class of every row of the dataset, by row number.
private func deal(
  _ rows: [Int], into parts: Int, labels: [Int]?, using stream: inout RandomStream
) -> [[Int]] {
  var shuffled = rows
  stream.shuffle(&shuffled)
  if let labels {
    // Stable, so that the order within a class stays random.
    shuffled = shuffled.enumerated()
      .sorted { (labels[$0.element], $0.offset) < (labels[$1.element], $1.offset) }
      .map(\.element)
  }
  var dealt: [[Int]] = Array(repeating: [], count: parts)
  for (position, row) in shuffled.enumerated() { dealt[position % parts].append(row) }
  return dealt.map { $0.sorted() }
}

extension Split {
  /// Holds out `share` of `rows` at random, at least one row and not all.
  ///
  /// Stratified, each class loses its share, rounded; the paper's 4:1 split is `share` 0.2.
  /// - Precondition: at least two rows.
  init(
    _ rows: [Int], holdingOut share: Double, stratifiedBy labels: [Int]?,
    using stream: inout RandomStream
  ) {
    precondition(rows.count >= 2, "Split: \(rows.count) rows")
    var shuffled = rows
    stream.shuffle(&shuffled)
    var heldOut: Set<Int> = []
    let groups: [[Int]]
    if let labels {
      let byClass = Dictionary(grouping: shuffled) { labels[$0] }
      groups = byClass.keys.sorted().compactMap { byClass[$0] }
    } else {
      groups = [shuffled]
    }
    for group in groups {
      heldOut.formUnion(group.prefix(Int((share * Double(group.count)).rounded())))
    }
    if heldOut.isEmpty { heldOut.insert(shuffled[0]) }
    if heldOut.count == rows.count { heldOut.remove(shuffled[0]) }
    self.init(
      training: rows.filter { !heldOut.contains($0) }, heldOut: rows.filter(heldOut.contains))
  }

  /// The folds of one repeat of cross-validation: each row is held out exactly once.
  static func folds(
    _ rows: [Int], count: Int, stratifiedBy labels: [Int]?, using stream: inout RandomStream
  ) -> [Split] {
    deal(rows, into: count, labels: labels, using: &stream).map { heldOut in
      let excluded = Set(heldOut)
      return Split(training: rows.filter { !excluded.contains($0) }, heldOut: heldOut)
    }
  }
}
