import Foundation
import Testing

@testable import Reports

/// Against SciPy: Golden/make_statistics.py.
struct StatisticsTests {
  struct Golden: Decodable {
    struct Distribution: Decodable {
      let df, t, cdf, p, quantile: Double
    }
    struct Difference: Decodable {
      let differences: [Double]
      let test_share, rope, error, p_value, low, high, worse, better: Double
    }
    let distributions: [Distribution]
    let differences: [Difference]
  }

  func golden() throws -> Golden {
    let url = try #require(
      Bundle.module.url(
        forResource: "statistics", withExtension: "json", subdirectory: "Golden"))
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }

  func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    (a - b).magnitude <= tolerance * max(1e-3, b.magnitude)
  }

  @Test func studentsT() throws {
    for one in try golden().distributions {
      let t = StudentT(degreesOfFreedom: one.df)
      #expect(isNear(t.probability(below: one.t), one.cdf), "\(one)")
      #expect(isNear(t.quantile(one.p), one.quantile), "\(one)")
      #expect(isNear(t.twoSidedProbability(beyond: one.t), 2 * min(one.cdf, 1 - one.cdf), 1e-6))
    }
  }

  @Test func resampledDifferences() throws {
    for one in try golden().differences {
      let difference = try #require(
        ResampledDifference(one.differences, testShare: one.test_share))
      #expect(isNear(difference.standardError, one.error))
      #expect(isNear(difference.pValue, one.p_value))
      #expect(isNear(difference.interval().lowerBound, one.low))
      #expect(isNear(difference.interval().upperBound, one.high))
      let probabilities = difference.probabilities(rope: one.rope)
      #expect(isNear(probabilities.worse, one.worse))
      #expect(isNear(probabilities.better, one.better))
      #expect(
        isNear(
          probabilities.worse + probabilities.equivalent + probabilities.better, 1))
    }
  }

  @Test func differencesWithoutSpread() throws {
    #expect(ResampledDifference([0.1], testShare: 0.2) == nil)
    let none = try #require(ResampledDifference([0, 0, 0], testShare: 0.2))
    #expect(none.pValue == 1)
    #expect(none.probabilities(rope: 0.01) == (0, 1, 0))
    let same = try #require(ResampledDifference([0.5, 0.5], testShare: 0.2))
    #expect(same.pValue == 0)
    #expect(same.interval() == 0.5...0.5)
    #expect(same.probabilities(rope: 0.01) == (0, 0, 1))
  }
}
