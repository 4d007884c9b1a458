/// Whether methods rank differently over several datasets (Demšar, JMLR 7:1-30, 2006, section 3.2.2):
/// Friedman's test, exact, and Nemenyi's critical difference.
package struct FriedmanTest: Hashable, Sendable {
  /// The mean rank of each method; 1 is the best. Equal scores share the mean of their ranks.
  package let ranks: [Double]
  /// The probability of mean ranks at least this far apart if all orders of the methods are equally probable on
  /// every dataset.
  package let pValue: Double
  /// The smallest p-value that any outcome on so many datasets could have.
  package let smallestPValue: Double
  /// Two methods whose mean ranks differ by less do not differ significantly at the level 0.05.
  package let criticalDifference: Double
  /// The number of datasets.
  package let count: Int

  /// The most datasets for which all outcomes can be enumerated.
  package static let limit = 8

  /// Nil for fewer than two datasets.
  /// - Parameter scores: for each dataset the score of each of three methods, the higher the better.
  /// - Precondition: three scores for each dataset; at most ``limit`` datasets.
  /// - Complexity: 6 to the power of the datasets.
  package init?(_ scores: [[Double]]) {
    precondition(scores.allSatisfy { $0.count == 3 } && scores.count <= Self.limit)
    guard scores.count > 1 else { return nil }
    count = scores.count
    let ranked = scores.map(Self.ranks)
    func spread(_ sums: [Double]) -> Double {
      sums.map { ($0 - 2 * Double(scores.count)) * ($0 - 2 * Double(scores.count)) }.reduce(0, +)
    }
    let sums = ranked.reduce([0, 0, 0]) { zip($0, $1).map(+) }
    ranks = sums.map { $0 / Double(scores.count) }
    // The test statistic grows with the spread of the rank sums; ties change neither.
    var outcomes = [[0.0, 0, 0]]
    for ranks in ranked {
      outcomes = outcomes.flatMap { sums in
        Self.orders.map { order in (0..<3).map { sums[$0] + ranks[order[$0]] } }
      }
    }
    let spreads = outcomes.map(spread)
    func share(atLeast value: Double) -> Double {
      Double(spreads.count { $0 > value - 1e-9 }) / Double(spreads.count)
    }
    pValue = share(atLeast: spread(sums))
    smallestPValue = share(atLeast: spreads.max() ?? 0)
    criticalDifference = Self.studentizedRange * (3 * 4 / (6 * Double(scores.count))).squareRoot()
  }

  /// The 0.95 quantile of the studentized range of three groups with infinitely many degrees of
  /// freedom, over the root of 2 (Demšar, table 5a).
  private static let studentizedRange = 2.343700703

  private static let orders = [
    [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
  ]

  private static func ranks(_ scores: [Double]) -> [Double] {
    scores.map { score in
      1 + Double(scores.count { $0 > score }) + Double(scores.count { $0 == score } - 1) / 2
    }
  }
}
