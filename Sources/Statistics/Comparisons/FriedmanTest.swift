/// Friedman's test: whether some methods rank differently over several datasets (Demšar, JMLR 7:1-30, 2006, section
/// 3.2.2).
///
/// The p-value is exact where that takes few enough steps: of the permutation distribution of the observed rows of
/// ranks, ties included (``RankSumDistribution``). Else it is that of Iman and Davenport's F (Communications in
/// Statistics 9:571-595, 1980), whose Friedman statistic is corrected for ties.
package struct FriedmanTest: Hashable, Sendable {
  /// The mean rank of each method, 1 the best; of equal scores each has the mean of their ranks.
  package let ranks: [Double]
  /// How probable mean ranks as far apart as these are if all orders of the methods are equally
  /// probable on every dataset.
  package let pValue: Double
  /// The smallest p-value that any order of the observed ranks could have; nil where ``pValue`` is not exact.
  package let smallestPValue: Double?
  /// Two methods whose mean ranks differ by less do not differ significantly at the level 0.05 (``Nemenyi``).
  package let criticalDifference: Double
  /// How many datasets.
  package let count: Int

  /// Whether the p-value is exact.
  package var isExact: Bool { smallestPValue != nil }

  /// Nil for fewer than two datasets or methods.
  /// - Parameter scores: for each dataset the score of each method, the higher the better.
  /// - Precondition: each dataset has a score of every method.
  package init?(_ scores: [[Double]]) {
    guard scores.count > 1, let methods = scores.first?.count, methods > 1 else { return nil }
    precondition(
      scores.allSatisfy { $0.count == methods },
      "FriedmanTest: datasets of several numbers of scores")
    count = scores.count
    let rows = scores.map { Midranks.doubled($0.map { -$0 }) }
    let sums = (0..<methods).map { method in rows.map { $0[method] }.reduce(0, +) }
    ranks = sums.map { Double($0) / Double(2 * scores.count) }
    criticalDifference = Nemenyi.criticalDifference(methods: methods, datasets: count)
    if let exact = RankSumDistribution(rows) {
      pValue = exact.probability(atLeastAsUneven: sums)
      smallestPValue = exact.smallestProbability
    } else {
      pValue = Self.imanDavenport(rows, sums)
      smallestPValue = nil
    }
  }

  /// The p-value of Iman and Davenport's F, of doubled ranks and their sums.
  static func imanDavenport(_ rows: [[Int]], _ sums: [Int]) -> Double {
    let methods = Double(sums.count)
    let datasets = Double(rows.count)
    // The sums of squares of doubled ranks about their mean, k + 1.
    let spread = sums.map { Double($0) - datasets * (methods + 1) }.map { $0 * $0 }.reduce(0, +)
    let squares = rows.joined().map { Double($0) - methods - 1 }.map { $0 * $0 }.reduce(0, +)
    // All scores are equal on every dataset.
    guard squares > 0 else { return 1 }
    let statistic = (methods - 1) * spread / squares
    let f = (datasets - 1) * statistic / (datasets * (methods - 1) - statistic)
    return FDistribution(numerator: methods - 1, denominator: (methods - 1) * (datasets - 1))
      .probability(above: f)
  }
}
