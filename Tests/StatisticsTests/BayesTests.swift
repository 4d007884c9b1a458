import Foundation
import Tabular
import Testing

@testable import Statistics

/// Against baycomp, whose hierarchical model is sampled by Stan: Golden/make_bayes.py.
struct BayesTests {
  struct Golden: Decodable {
    struct SignedRank: Decodable {
      let differences: [Double]
      let rope, prior, worse, equivalent, better: Double
    }
    struct Hierarchical: Decodable {
      let differences: [[Double]]
      let correlation, rope: Double
      let alpha, beta: [Double]
      let worse, equivalent, better: Double
    }
    let signed_ranks: [SignedRank]
    let hierarchical: [Hierarchical]
  }

  func golden() throws -> Golden {
    let url = try #require(
      Bundle.module.url(forResource: "bayes", withExtension: "json", subdirectory: "Golden"))
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }

  let stream = RandomStream(seed: 1, name: "bayes")

  @Test func signedRanks() throws {
    for one in try golden().signed_ranks {
      var stream = stream
      let posterior = SignedRankPosterior(
        one.differences, rope: one.rope,
        prior: SignedRankPosterior.Prior(strength: one.prior, place: .equivalent), using: &stream)
      let found: Comment = "\(one.differences.count) datasets: \(posterior)"
      #expect((posterior.worse - one.worse).magnitude < 0.01, found)
      #expect((posterior.equivalent - one.equivalent).magnitude < 0.01, found)
      #expect((posterior.better - one.better).magnitude < 0.01, found)
    }
  }

  @Test func thePriorPullsToItsPlace() {
    func posterior(_ strength: Double, _ place: SignedRankPosterior.Prior.Place)
      -> SignedRankPosterior
    {
      var stream = stream
      return SignedRankPosterior(
        [0.01, -0.01, 0], rope: 0.002, prior: .init(strength: strength, place: place),
        using: &stream)
    }
    #expect(posterior(20, .worse).worse > 0.95)
    #expect(posterior(20, .better).better > 0.95)
    #expect(posterior(20, .equivalent).equivalent > 0.95)
    #expect(posterior(1, .better).better > posterior(0.1, .better).better)
    #expect(posterior(1, .better) == posterior(1, .better))
  }

  @Test func theHierarchicalTest() throws {
    for one in try golden().hierarchical {
      var stream = stream
      let posterior = try HierarchicalPosterior(
        one.differences,
        correlations: one.differences.map { _ in one.correlation }, rope: one.rope,
        prior: .init(alpha: one.alpha[0]...one.alpha[1], beta: one.beta[0]...one.beta[1]),
        draws: 20_000, using: &stream)
      let found: Comment = "\(one.differences.count) datasets: \(posterior)"
      #expect((posterior.worse - one.worse).magnitude < 0.01, found)
      #expect((posterior.equivalent - one.equivalent).magnitude < 0.01, found)
      #expect((posterior.better - one.better).magnitude < 0.01, found)
      #expect(posterior.rHat < 1.01 && posterior.interval.contains(posterior.mean))
    }
  }

  @Test func theSameSeedGivesTheSamePosterior() throws {
    let differences = [[0.01, 0.02, 0.01], [0, 0.01, -0.01], [0.02, 0.01, 0.03]]
    func posterior(_ factor: Double) throws -> HierarchicalPosterior {
      var stream = stream
      return try HierarchicalPosterior(
        differences.map { $0.map { factor * $0 } },
        correlations: differences.map { _ in 0.2 },
        rope: 0.002 * factor.magnitude,
        using: &stream)
    }
    let one = try posterior(1)
    #expect(try posterior(1) == one)
    // Whatever the unit is.
    let larger = try posterior(1024)
    #expect(larger.better == one.better && (larger.mean / 1024 - one.mean).magnitude < 1e-12)
    // The other way round it is the other way round.
    let reversed = try posterior(-1)
    #expect((reversed.worse - one.better).magnitude < 0.03)
  }

  /// Each dataset has the correlation of its own splits.
  @Test func correlationsAreTheDatasetsOwn() throws {
    let differences = [[0.01, 0.02, 0.03], [0.01, 0.02, 0.03]]
    let data = try HierarchicalData(differences, correlations: [0.1, 0.4], rope: 0.01)
    let variances: [Double] = data.datasets.map { 3 * $0.varianceOfMean }
    #expect((variances[0] - 1.2).magnitude < 1e-9)
    #expect((variances[1] - 1.8).magnitude < 1e-9)
    let squares = [0.9 * data.datasets[0].within, 0.6 * data.datasets[1].within]
    #expect((squares[0] - squares[1]).magnitude < 1e-9)
  }

  /// Differences that do not vary would have a likelihood without bound.
  @Test func datasetsWithoutAnyDifference() throws {
    var stream = stream
    let equal = try HierarchicalPosterior(
      Array(repeating: [0, 0, 0], count: 6),
      correlations: Array(repeating: 0.2, count: 6), rope: 0.01, using: &stream)
    #expect(equal.equivalent > 0.9)
    let apart = try HierarchicalPosterior(
      Array(repeating: [0.5, 0.5, 0.5], count: 6),
      correlations: Array(repeating: 0.2, count: 6), rope: 0.01, using: &stream)
    #expect(apart.better > 0.9)
  }

  @Test func whatCannotBeComputedIsAFailure() throws {
    func failure(_ differences: [[Double]], rope: Double = 0.01, draws: Int = 5000)
      -> HierarchicalPosterior.Failure?
    {
      var stream = stream
      do throws(HierarchicalPosterior.Failure) {
        _ = try HierarchicalPosterior(
          differences, correlations: differences.map { _ in 0.2 }, rope: rope, draws: draws,
          using: &stream)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure([[1, 2, 3]]) == .tooFewDatasets && failure([]) == .tooFewDatasets)
    #expect(failure([[1, 2], [1]]) == .tooFewSplits)
    #expect(failure([[1, 1], [2, 2]], rope: 0) == .noVariation)
    // So few draws of chains that start far apart still differ.
    guard case .notConverged(let rHat)? = failure([[1, 2], [3, 1], [0, 1]], draws: 4) else {
      Issue.record("converged")
      return
    }
    #expect(rHat > HierarchicalPosterior.mostRHat)
  }

  @Test func splitRHats() {
    // Halves of means 1.5, 3.5, 1.5, 3.5, each of variance 0.5: sqrt(1/2 + (4/3) / 0.5).
    let chain = [1.0, 2, 3, 4]
    let expected = (0.5 + 4.0 / 3 / 0.5).squareRoot()
    #expect((SplitRHat.of([chain, chain]) - expected).magnitude < 1e-12)
    #expect(SplitRHat.of([[1, 1, 1, 1]]) == 1 && SplitRHat.of([[1, 1, 2, 2]]) == .infinity)
  }

  /// The first two moments, and the third of the gamma distribution.
  @Test(arguments: [0.3, 0.5, 1, 2.5, 40])
  func gammaNumbers(shape: Double) {
    var stream = stream
    let values = (0..<200_000).map { _ in stream.gamma(shape: shape) }
    let mean = values.reduce(0, +) / 200_000
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 200_000
    let third = values.map { ($0 - mean) * ($0 - mean) * ($0 - mean) }.reduce(0, +) / 200_000
    #expect((mean / shape - 1).magnitude < 0.02)
    #expect((variance / shape - 1).magnitude < 0.05)
    #expect((third / (2 * shape) - 1).magnitude < 0.25)
  }

  /// A density that is known: the normal numbers that it draws have the distribution's quantiles.
  @Test func slices() {
    var stream = stream
    var value = 3.0
    let values = (0..<100_000).map { _ in
      value = SliceSampler.next(after: value, width: 1, in: -10...10, using: &stream) {
        -$0 * $0 / 2
      }
      return value
    }
    let quantiles = Quantiles(values)
    #expect(((quantiles?[0.975] ?? 0) - 1.96).magnitude < 0.05)
    #expect((quantiles?.median ?? 1).magnitude < 0.03)
    // Within bounds a constant density is uniform.
    let uniform = (0..<10_000).map { _ in
      SliceSampler.next(after: 0.5, width: 9, in: 0...1, using: &stream) { _ in 0 }
    }
    #expect(uniform.allSatisfy { (0...1).contains($0) })
    #expect(((Quantiles(uniform)?.median ?? 0) - 0.5).magnitude < 0.03)
  }
}
