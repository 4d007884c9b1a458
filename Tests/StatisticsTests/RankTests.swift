import Foundation
import Testing

@testable import Statistics

/// The tests of several methods on several datasets, against SciPy, statsmodels and scikit-posthocs:
/// Golden/make_ranks.py.
struct RankTests {
  struct Golden: Decodable {
    struct F: Decodable {
      let d1, d2, f, p: Double
    }
    struct Range: Decodable {
      let groups: Int
      let q, p, critical: Double
    }
    struct Friedman: Decodable {
      let scores: [[Double]]
      let ranks: [Double]
      let iman_davenport: Double
      let exact: Double?
      let nemenyi: [Double]?
    }
    struct Wilcoxon: Decodable {
      let differences: [Double]
      let above, below: Double
      let count: Int
      let p_value: Double
    }
    struct Correction: Decodable {
      let p_values, adjusted: [Double]
    }
    let f: [F]
    let ranges: [Range]
    let friedman: [Friedman]
    let wilcoxon: [Wilcoxon]
    let holm: [Correction]
  }

  func golden() throws -> Golden {
    let url = try #require(
      Bundle.module.url(forResource: "ranks", withExtension: "json", subdirectory: "Golden"))
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }

  func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    (a - b).magnitude <= tolerance * max(1e-3, b.magnitude)
  }

  @Test func fishersF() throws {
    for one in try golden().f {
      let f = FDistribution(numerator: one.d1, denominator: one.d2)
      #expect(isNear(f.probability(above: one.f), one.p), "\(one)")
    }
    #expect(FDistribution(numerator: 2, denominator: 8).probability(above: .infinity) == 0)
  }

  @Test func studentizedRanges() throws {
    for one in try golden().ranges {
      let range = StudentizedRange(groups: one.groups)
      #expect(isNear(range.probability(below: one.q), one.p), "\(one)")
      #expect(isNear(range.quantile(0.95), one.critical), "\(one)")
    }
  }

  /// Published tables, at the level 0.05, made of quantiles of three decimals.
  @Test(arguments: [
    (3, [0.741, 0.663, 0.605]), (4, [1.049, 0.938, 0.856]), (5, [1.364, 1.220, 1.114]),
    (6, [1.686, 1.508, 1.377]), (7, [2.015, 1.802, 1.645]), (8, [2.348, 2.100, 1.917]),
  ])
  func criticalDifferences(methods: Int, expected: [Double]) {
    for (datasets, value) in zip([20, 25, 30], expected) {
      let ours = Nemenyi.criticalDifference(methods: methods, datasets: datasets)
      #expect((ours - value).magnitude < 0.001, "\(methods) methods on \(datasets): \(ours)")
    }
  }

  @Test func friedmansTest() throws {
    for one in try golden().friedman {
      let size: Comment = "\(one.scores[0].count) methods on \(one.scores.count) datasets"
      let test = try #require(FriedmanTest(one.scores))
      #expect(zip(test.ranks, one.ranks).allSatisfy { isNear($0, $1) }, size)
      let rows = one.scores.map { Midranks.doubled($0.map { -$0 }) }
      let sums = one.ranks.map { Int((2 * $0 * Double(rows.count)).rounded()) }
      #expect(isNear(FriedmanTest.imanDavenport(rows, sums), one.iman_davenport), size)
      // Where both are exact, or neither: the limits are tested below.
      if one.exact != nil || !test.isExact {
        #expect(test.isExact == (one.exact != nil), size)
        #expect(isNear(test.pValue, one.exact ?? one.iman_davenport), size)
      }
      #expect(test.pValue >= test.smallestPValue ?? 0, size)
      // Nemenyi's p-values of the first method and each other.
      let unit =
        Nemenyi.criticalDifference(methods: one.ranks.count, datasets: rows.count)
        / StudentizedRange(groups: one.ranks.count).quantile(0.95)
      for (rank, p) in zip(one.ranks, one.nemenyi ?? []).dropFirst() {
        let q = (rank - one.ranks[0]).magnitude / unit
        #expect(
          isNear(1 - StudentizedRange(groups: one.ranks.count).probability(below: q), p), size)
      }
    }
  }

  /// As many orders as can be gone through by hand: 3 methods on 4 datasets, ties and a dataset without any order.
  @Test func theExactDistributionIsThatOfAllOrders() throws {
    let scores = [[3.0, 2, 1], [2, 2, 1], [1, 1, 1], [3, 1, 2]]
    let rows = scores.map { Midranks.doubled($0.map { -$0 }) }
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let outcomes = rows.reduce([[0, 0, 0]]) { outcomes, row in
      outcomes.flatMap { sums in orders.map { order in (0..<3).map { sums[$0] + row[order[$0]] } } }
    }
    func squares(_ sums: [Int]) -> Int { sums.map { $0 * $0 }.reduce(0, +) }
    let observed = squares((0..<3).map { method in rows.map { $0[method] }.reduce(0, +) })
    let most = try #require(outcomes.map(squares).max())
    func share(_ least: Int) -> Double {
      Double(outcomes.count { squares($0) >= least }) / Double(outcomes.count)
    }
    let test = try #require(FriedmanTest(scores))
    #expect(isNear(test.pValue, share(observed)))
    #expect(isNear(test.smallestPValue ?? 0, share(most)))
  }

  /// What the documentation says of the limit.
  @Test(arguments: [(2, 1000), (3, 200), (4, 36), (5, 12), (6, 5), (9, 2)])
  func theExactDistributionGoesSoFar(methods: Int, datasets: Int) {
    let row = (1...methods).map { 2 * $0 }
    #expect(RankSumDistribution(Array(repeating: row, count: datasets)) != nil)
    #expect(RankSumDistribution(Array(repeating: row, count: 5 * datasets)) == nil)
  }

  @Test func scoresThatAreAllEqualDifferByChance() throws {
    for methods in [2, 12] {
      let test = try #require(
        FriedmanTest(Array(repeating: Array(repeating: 0.5, count: methods), count: 30)))
      #expect(test.pValue == 1)
    }
    #expect(FriedmanTest([[1, 2, 3]]) == nil && FriedmanTest([]) == nil)
    #expect(FriedmanTest([[1], [2]]) == nil)
    let none = WilcoxonTest([0, 0, 0])
    #expect(none.pValue == 1 && none.count == 0)
    #expect(WilcoxonTest([]).pValue == 1)
  }

  @Test func wilcoxonsTest() throws {
    for one in try golden().wilcoxon {
      let test = WilcoxonTest(one.differences)
      #expect(test.above == one.above && test.below == one.below && test.count == one.count)
      #expect(test.isExact == (one.count <= WilcoxonTest.limit))
      #expect(isNear(test.pValue, one.p_value), "\(one.differences.count): \(test)")
      #expect(WilcoxonTest(one.differences.map { -$0 }).pValue == test.pValue)
    }
  }

  @Test func holmsCorrection() throws {
    for one in try golden().holm {
      #expect(zip(Holm.adjusted(one.p_values), one.adjusted).allSatisfy { isNear($0, $1) })
    }
    #expect(Holm.adjusted([]).isEmpty)
  }
}
