/// A balance with a weight on each arm: to which side does it tip?
///
/// R. S. Siegler's experiment on how children reason ("Three aspects of cognitive development", Cognitive Psychology 8,
/// 1976, pp. 481-520). The side whose weight times distance is greater goes down.
enum BalanceScale {
  /// All 625 rows in UCI's order: the class, then weight and distance of the left side and of the right one.
  static func rows() -> [[String]] {
    let scale = (1...5).map(String.init)
    return combinations(of: Array(repeating: scale, count: 4)) { levels in
      let left = (levels[0] + 1) * (levels[1] + 1)
      let right = (levels[2] + 1) * (levels[3] + 1)
      return left > right ? "L" : left < right ? "R" : "B"
    }.map { [$0[4]] + $0.dropLast() }
  }
}
