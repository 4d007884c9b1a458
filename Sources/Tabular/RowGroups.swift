/// Which rows belong together, so that no split and no fold parts them: rows whose features are the same, and rows of one
/// group where a dataset has groups. A network that has seen the one knows the other.
package struct RowGroups: Hashable, Sendable {
  /// For each row the first row of its group.
  package let first: [Int]

  /// Each row is a group of its own.
  package init(rows: Int) { first = Array(0..<rows) }

  /// - Complexity: O(rows · features).
  package init(_ dataset: Dataset) {
    var first = Array(0..<dataset.rows)
    /// The first row of the group that `row` is in so far.
    func root(_ row: Int) -> Int {
      var row = row
      while first[row] != row {
        first[row] = first[first[row]]
        row = first[row]
      }
      return row
    }
    func join(_ a: Int, _ b: Int) {
      let (a, b) = (root(a), root(b))
      first[max(a, b)] = min(a, b)
    }
    var known: [[UInt32]: Int] = [:]
    for row in 0..<dataset.rows {
      // 0 and -0 are the same value, and so is every NaN: a missing one.
      let key = dataset.features[row: row].map { $0.isNaN ? .max : ($0 + 0).bitPattern }
      if let twin = known[key] { join(twin, row) } else { known[key] = row }
    }
    var byGroup: [Int: Int] = [:]
    for (row, group) in (dataset.groups ?? []).enumerated() {
      if let mate = byGroup[group] { join(mate, row) } else { byGroup[group] = row }
    }
    self.first = (0..<dataset.rows).map(root)
  }

  /// The rows that share their group with another row.
  package var boundRows: Int {
    let sizes = first.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    return sizes.values.filter { $0 > 1 }.reduce(0, +)
  }

  /// The groups of `rows`, each ascending, in the order of their first rows.
  package func units(of rows: [Int]) -> [[Int]] {
    var places: [Int: Int] = [:]
    var units: [[Int]] = []
    for row in rows {
      if let place = places[first[row]] {
        units[place].append(row)
      } else {
        places[first[row]] = units.count
        units.append([row])
      }
    }
    return units
  }
}
