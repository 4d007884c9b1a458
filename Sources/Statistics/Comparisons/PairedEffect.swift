/// How large the difference of two methods over several datasets is, beside whether it is significant.
package struct PairedEffect: Hashable, Sendable {
  /// On how many datasets the difference is above 0, 0, and below.
  package let wins, ties, losses: Int
  /// The median of all means of two differences, a difference with itself among them (Hodges and Lehmann,
  /// doi:10.1214/aoms/1177704172).
  package let median: Double
  /// The 95 % interval of the median: the differences that Wilcoxon's two-sided test at the level 0.05 does not reject
  /// (Bauer, doi:10.1080/01621459.1972.10481279). Nil on fewer than six datasets, where the test rejects none.
  package let interval: ClosedRange<Double>?

  /// Nil if there are no differences.
  /// - Parameter differences: one for each dataset.
  /// - Complexity: the square of the differences, times its logarithm; that of ``WilcoxonTest`` besides.
  package init?(_ differences: [Double]) {
    guard !differences.isEmpty else { return nil }
    wins = differences.count { $0 > 0 }
    ties = differences.count { $0 == 0 }
    losses = differences.count - wins - ties
    let means = differences.indices.flatMap { i in
      differences[i...].map { (differences[i] + $0) / 2 }
    }.sorted()
    median = (means[(means.count - 1) / 2] + means[means.count / 2]) / 2
    interval = SignedRankDistribution.criticalSum(count: differences.count, level: 0.05).map {
      means[$0]...means[means.count - 1 - $0]
    }
  }
}
