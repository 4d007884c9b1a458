import Tabular

/// Two parts of a set of rows, ascending and disjoint.
struct Split: Hashable, Sendable {
  /// The rows to train on.
  let training: [Int]
  /// The rows held out: the test set, or a validation fold.
  let heldOut: [Int]
}

extension Split {
  /// Holds out `share` of `rows` at random, at least one row and not all; rows of one group stay together.
  ///
  /// Stratified, each class loses its share, rounded, as nearly as groups allow; a group counts as of the class that most
  /// of its rows have. The paper's 4:1 split is `share` 0.2. Without groups of several rows the result is that of drawing
  /// single rows.
  /// - Precondition: at least two groups.
  init(
    _ rows: [Int], holdingOut share: Double, stratifiedBy labels: [Int]?, groups: RowGroups,
    using stream: inout RandomStream
  ) {
    var units = groups.units(of: rows)
    precondition(units.count >= 2, "Split: \(units.count) groups")
    stream.shuffle(&units)
    var heldOut: Set<Int> = []
    for stratum in Self.strata(units, labels) {
      let size = stratum.map(\.count).reduce(0, +)
      let wanted = Int((share * Double(size)).rounded())
      var taken = 0
      // A group that would overshoot is left where a later one may fit.
      for unit in stratum where taken + unit.count <= wanted {
        heldOut.formUnion(unit)
        taken += unit.count
      }
    }
    if heldOut.isEmpty { heldOut.formUnion(units[0]) }
    if heldOut.count == rows.count { heldOut.subtract(units[0]) }
    self.init(
      training: rows.filter { !heldOut.contains($0) }, heldOut: rows.filter(heldOut.contains))
  }

  /// The folds of one repeat of cross-validation: each row is held out exactly once, with the rest of its group.
  ///
  /// Stratified, each class is dealt in turn, so that every class is spread as evenly as the whole. A group goes to the
  /// fold that has the fewest rows so far.
  static func folds(
    _ rows: [Int], count: Int, stratifiedBy labels: [Int]?, groups: RowGroups,
    using stream: inout RandomStream
  ) -> [Split] {
    var units = groups.units(of: rows)
    stream.shuffle(&units)
    var dealt: [[Int]] = Array(repeating: [], count: count)
    for unit in strata(units, labels).joined() {
      let smallest = dealt.indices.min { dealt[$0].count < dealt[$1].count } ?? 0
      dealt[smallest] += unit
    }
    return dealt.map { heldOut in
      let excluded = Set(heldOut)
      return Split(training: rows.filter { !excluded.contains($0) }, heldOut: heldOut.sorted())
    }
  }

  /// The groups by the class that most of their rows have, of equally many the first; in the order that they have. All
  /// in one stratum without labels.
  private static func strata(_ units: [[Int]], _ labels: [Int]?) -> [[[Int]]] {
    guard let labels else { return [units] }
    let byClass = Dictionary(grouping: units) { unit in
      guard unit.count > 1 else { return labels[unit[0]] }
      let counts = unit.reduce(into: [Int: Int]()) { $0[labels[$1], default: 0] += 1 }
      return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
    }
    return byClass.keys.sorted().compactMap { byClass[$0] }
  }
}
