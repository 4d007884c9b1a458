import Foundation
import Tabular
import Testing

@testable import Statistics

/// Compares with SciPy and scikit-learn; see Golden/make_statistics.py.
struct StatisticsTests {
  struct Golden: Decodable {
    struct Distribution: Decodable {
      let df, t, cdf, p, quantile: Double
    }
    struct Difference: Decodable {
      let differences: [Double]
      let test_share, rope, error, p_value, low, high, worse, better: Double
    }
    struct Scores: Decodable {
      let labels, predicted: [Int]
      let balanced_accuracy, macro_f1: Double
    }
    struct Bootstrap: Decodable {
      let differences: [Double]
      let mean, low, high: Double
    }
    struct Friedman: Decodable {
      let scores: [[Double]]
      let ranks: [Double]
      let p_value, smallest, critical_difference: Double
    }
    let distributions: [Distribution]
    let differences: [Difference]
    let class_scores: [Scores]
    let bootstraps: [Bootstrap]
    let friedman: [Friedman]
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
        ResampledMean(one.differences, testShare: one.test_share))
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

  @Test func scoresOfClasses() throws {
    for one in try golden().class_scores {
      let scores = ClassScores(labels: one.labels, predicted: one.predicted)
      #expect(isNear(scores.balancedAccuracy, one.balanced_accuracy))
      #expect(isNear(scores.macroF1, one.macro_f1))
    }
  }

  /// SciPy draws other resamples, so the percentiles agree only approximately.
  @Test func pairedBootstrapOfOneRefit() throws {
    for one in try golden().bootstraps {
      var stream = RandomStream(seed: 1, name: "bootstrap")
      let first = one.differences.map { $0 > 0 }
      let second = one.differences.map { $0 < 0 }
      let bootstrap = try #require(PairedBootstrap([first], minus: [second], using: &stream))
      let width = one.high - one.low
      #expect(isNear(bootstrap.mean, one.mean))
      #expect((bootstrap.interval.lowerBound - one.low).magnitude < 0.06 * width)
      #expect((bootstrap.interval.upperBound - one.high).magnitude < 0.06 * width)
    }
  }

  /// If all rows are alike, the interval reflects only the differences of the refits.
  @Test func pairedBootstrapOfRefits() throws {
    var stream = RandomStream(seed: 1, name: "bootstrap")
    let right = Array(repeating: true, count: 50)
    let wrong = Array(repeating: false, count: 50)
    let bootstrap = try #require(
      PairedBootstrap(
        [right, right, right, wrong], minus: [wrong, wrong, right, right], using: &stream))
    #expect(bootstrap.mean == 0.25)
    #expect(bootstrap.interval == -0.5...1)
    #expect(PairedBootstrap([], minus: [right], using: &stream) == nil)
  }

  @Test func friedmansTest() throws {
    for one in try golden().friedman {
      let test = try #require(FriedmanTest(one.scores))
      #expect(zip(test.ranks, one.ranks).allSatisfy { isNear($0, $1) })
      #expect(isNear(test.pValue, one.p_value))
      #expect(isNear(test.smallestPValue ?? 1, one.smallest))
      #expect(isNear(test.criticalDifference, one.critical_difference, 1e-6))
    }
    #expect(FriedmanTest([[1, 2, 3]]) == nil)
  }

  @Test func differencesWithoutSpread() throws {
    #expect(ResampledMean([0.1], testShare: 0.2) == nil)
    let none = try #require(ResampledMean([0, 0, 0], testShare: 0.2))
    #expect(none.pValue == 1)
    #expect(none.probabilities(rope: 0.01) == (0, 1, 0))
    let same = try #require(ResampledMean([0.5, 0.5], testShare: 0.2))
    #expect(same.pValue == 0)
    #expect(same.interval() == 0.5...0.5)
    #expect(same.probabilities(rope: 0.01) == (0, 0, 1))
  }
}
