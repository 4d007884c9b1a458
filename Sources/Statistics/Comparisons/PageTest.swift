/// Page's test for a trend: whether scores grow along ordered conditions, such as the number of irrelevant features, on
/// several datasets (Page, Journal of the American Statistical Association 58:216-230, 1963,
/// doi:10.1080/01621459.1963.10500843).
///
/// The p-value is exact: of the permutation distribution of the observed ranks, ties included.
package struct PageTest: Hashable, Sendable {
  /// L: the sum of each condition's number, from 1, times its rank sum; of equal scores each has the mean of their ranks.
  package let statistic: Double
  /// How probable so large an L is if all orders of the conditions are equally probable on every dataset.
  package let pValue: Double
  /// How many datasets.
  package let count: Int

  /// The most conditions: the orders of one dataset's ranks are gone through one by one.
  package static let mostConditions = 8

  /// Nil without a dataset, for fewer than two conditions, or more than ``mostConditions``.
  /// - Parameter scores: for each dataset the score under each condition, in the order in which they are expected to grow.
  /// - Complexity: O(datasets² · k⁶ + datasets · k!) for k conditions, at most.
  /// - Precondition: each dataset has a score under every condition.
  package init?(_ scores: [[Double]]) {
    guard let conditions = scores.first?.count, (2...Self.mostConditions).contains(conditions)
    else { return nil }
    precondition(
      scores.allSatisfy { $0.count == conditions }, "PageTest: scores under different conditions")
    count = scores.count
    let rows = scores.map(Midranks.doubled)
    let observed = Self.doubledStatistic(rows)
    statistic = Double(observed) / 2
    pValue = min(
      1,
      Self.distribution(rows).filter { $0.sum >= observed }.reversed().map(\.probability).reduce(
        0, +))
  }

  /// L of some scores.
  static func statistic(_ scores: [[Double]]) -> Double {
    Double(doubledStatistic(scores.map(Midranks.doubled))) / 2
  }

  /// The smallest L that is at most as probable as `level`, without ties; nil if none is.
  static func criticalStatistic(datasets: Int, conditions: Int, level: Double) -> Double? {
    guard datasets > 0, (2...mostConditions).contains(conditions) else { return nil }
    let row = (1...conditions).map { 2 * $0 }
    var tail = 0.0
    var critical: Int?
    for (sum, probability) in distribution(Array(repeating: row, count: datasets)).reversed() {
      tail += probability
      guard tail <= level else { break }
      critical = sum
    }
    return critical.map { Double($0) / 2 }
  }

  private static func doubledStatistic(_ rows: [[Int]]) -> Int {
    rows.map { zip(1..., $0).map { $0 * $1 }.reduce(0, +) }.reduce(0, +)
  }

  /// How probable each sum over the datasets is, ascending, if all orders of each row of ranks are equally probable.
  private static func distribution(_ rows: [[Int]]) -> [(sum: Int, probability: Double)] {
    var known: [[Int]: [(sum: Int, times: Int)]] = [:]
    var probabilities = [(sum: 0, probability: 1.0)]
    for row in rows.map({ $0.sorted() }) {
      let sums = known[row] ?? sums(overOrdersOf: row)
      known[row] = sums
      let orders = Double(sums.map(\.times).reduce(0, +))
      var next: [Int: Double] = [:]
      for (sum, probability) in probabilities {
        for (own, times) in sums {
          next[sum + own, default: 0] += probability * Double(times) / orders
        }
      }
      probabilities = next.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    return probabilities
  }

  /// How many of the orders of `ranks` have each weighted sum.
  private static func sums(overOrdersOf ranks: [Int]) -> [(sum: Int, times: Int)] {
    var counts: [Int: Int] = [:]
    func place(_ left: [Int], at position: Int, _ sum: Int) {
      if left.isEmpty {
        counts[sum, default: 0] += 1
        return
      }
      for index in left.indices {
        var others = left
        let rank = others.remove(at: index)
        place(others, at: position + 1, sum + position * rank)
      }
    }
    place(ranks, at: 1, 0)
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
