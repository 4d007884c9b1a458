import Foundation
import Tabular
import Testing

@testable import Statistics

/// Page's trend test, against SciPy and all orders of tied ranks: Golden/make_page.py.
struct PageTests {
  struct Golden: Decodable {
    let scores: [[Double]]
    let statistic, p_value: Double
  }

  @Test func agreesWithSciPyAndWithAllOrdersOfTies() throws {
    let url = try #require(
      Bundle.module.url(forResource: "page", withExtension: "json", subdirectory: "Golden"))
    for one in try JSONDecoder().decode([Golden].self, from: Data(contentsOf: url)) {
      let test = try #require(PageTest(one.scores))
      #expect(test.statistic == one.statistic && test.count == one.scores.count)
      #expect((test.pValue - one.p_value).magnitude < 1e-9 * max(1e-3, one.p_value), "\(one)")
    }
  }

  @Test func whatHasNoTrendIsNotFound() throws {
    #expect(PageTest([]) == nil && PageTest([[1]]) == nil)
    #expect(PageTest([Array(repeating: 0, count: 9)]) == nil)
    #expect(try #require(PageTest([[1, 1, 1], [2, 2, 2]])).pValue == 1)
    let falling = try #require(PageTest(Array(repeating: [4, 3, 2, 1], count: 6)))
    #expect(falling.pValue == 1)
    // 1 of 24 orders on each of two datasets.
    let rising = try #require(PageTest([[1, 2, 3, 4], [0, 5, 6, 9]]))
    #expect(rising.statistic == 60 && rising.pValue == 1 / 576)
  }

  /// Published critical values of L at the level 0.05, of 4 conditions (Page 1963, table 2).
  @Test(arguments: [(3, 84.0), (4, 111), (5, 137), (6, 163), (10, 266), (12, 317)])
  func criticalValues(datasets: Int, expected: Double) {
    #expect(
      PageTest.criticalStatistic(datasets: datasets, conditions: 4, level: 0.05) == expected)
  }

  /// By trials of its own, with a dataset that varies ten times as much as the others: what is said to be found with 80 % is
  /// found as often.
  @Test func whatIsSaidToBeFoundIsFound() throws {
    var stream = RandomStream(seed: 1, name: "page")
    let scores = (0..<6).map { row in
      (0..<4).map { _ in (row == 0 ? 10 : 1) * stream.normal() }
    }
    let growth = try #require(PagePower(of: scores, using: &stream).smallestGrowth)
    let residuals = scores.map { row in
      row.map { (4.0 / 3).squareRoot() * ($0 - row.reduce(0, +) / 4) }
    }
    let found = (0..<4_000).count { _ in
      let sample = residuals.map { row in
        (0..<4).map { growth * Double($0) / 3 + row.drawnWithSign(using: &stream) }
      }
      return PageTest.statistic(sample) >= 163
    }
    #expect((0.77...0.83).contains(Double(found) / 4_000))
    #expect(PagePower(of: [[1, 2]], using: &stream).smallestGrowth == nil)
    let flat = [[1.0, 1, 1, 1], [2, 2, 2, 2]]
    #expect(PagePower(of: flat, using: &stream).smallestGrowth == nil)
    #expect(PagePower(of: [], using: &stream).smallestGrowth == nil)
  }
}
