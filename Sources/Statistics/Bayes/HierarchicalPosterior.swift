import Foundation

/// The hierarchical correlated t-test: how two methods compare on datasets like these, from their differences on
/// several splits of each (Corani et al., Machine Learning 106:1817-1837, 2017, doi:10.1007/s10994-017-5641-9, section 3).
///
/// The differences on the splits of a dataset are normal with a mean and a deviation of the dataset's own, and any two
/// of them have the correlation that comes of shared rows. The means of the datasets have Student's distribution about
/// a mean over datasets. All three are uniform beforehand, the deviations from 0, the mean over datasets up to the
/// largest difference; the degrees of freedom less 1 have a gamma distribution whose parameters are uniform
/// (``Prior``). The paper bounds the deviations within datasets, too, so far out that it makes no difference; here they
/// have no bound.
package struct HierarchicalPosterior: Hashable, Sendable {
  /// Why there is no posterior.
  package enum Failure: Error, Hashable, Sendable {
    /// There must be two datasets or more.
    case tooFewDatasets
    /// Each dataset must have two splits or more.
    case tooFewSplits
    /// On each dataset all differences are equal, and there is no region that says which are too small to matter.
    case noVariation
    /// The chains still differ: `rHat` is above ``HierarchicalPosterior/mostRHat``.
    case notConverged(rHat: Double)
  }

  /// Where the parameters of the gamma distribution of the degrees of freedom less 1 are uniform.
  package struct Prior: Hashable, Sendable {
    /// The shape and the rate.
    package let alpha, beta: ClosedRange<Double>

    /// The paper's, as in its authors' programs; baycomp has 1 to 2 and 0.01 to 0.1.
    package static let paper = Prior(alpha: 0.5...5, beta: 0.05...0.15)

    /// - Precondition: the ranges are above 0.
    package init(alpha: ClosedRange<Double>, beta: ClosedRange<Double>) {
      precondition(
        alpha.lowerBound > 0 && beta.lowerBound > 0,
        "HierarchicalPosterior: a prior of \(alpha), \(beta)")
      self.alpha = alpha
      self.beta = beta
    }
  }

  /// The probability that on a further dataset the most likely outcome is: the first method is worse by more than the
  /// region; the difference is within it; the first method is better by more.
  package let worse, equivalent, better: Double
  /// The mean over datasets: that of its posterior, and the interval that has it with probability 0.95.
  package let mean: Double
  package let interval: ClosedRange<Double>
  /// The largest split R-hat of the mean over datasets, the deviation between them and the degrees of freedom.
  package let rHat: Double

  /// Chains whose R-hat is above this have not converged (Vehtari et al., doi:10.1214/20-BA1221).
  package static let mostRHat = 1.01

  private static let chains = 4

  /// By four chains that start far apart. Where they have not converged they go on for twice as many draws, up to three
  /// times, and the draws before count no more.
  /// - Parameters:
  ///   - differences: for each dataset that on each of its splits.
  ///   - correlations: for each dataset that of two splits, the share of its rows that a split holds out, in [0, 1).
  ///   - rope: the half width of the region of practical equivalence, 0 or more.
  ///   - draws: of each chain, 4 or more; a tenth as many before them do not count.
  /// - Throws: ``Failure``.
  /// - Complexity: the draws times the datasets.
  package init(
    _ differences: [[Double]], correlations: [Double], rope: Double, prior: Prior = .paper,
    draws: Int = 5000, using stream: inout some RandomNumberGenerator
  ) throws(Failure) {
    precondition(
      draws > 3 && rope >= 0 && correlations.count == differences.count
        && correlations.allSatisfy { $0 >= 0 && $0 < 1 },
      "HierarchicalPosterior: \(draws) draws, a rope of \(rope), correlations of \(correlations)")
    let data = try HierarchicalData(differences, correlations: correlations, rope: rope)
    var chains = (0..<Self.chains).map { HierarchicalChain(data, prior, start: $0) }
    for index in chains.indices {
      for _ in 0..<draws / 10 { chains[index].step(using: &stream) }
    }
    var length = draws
    var kept = Self.draw(length, from: &chains, using: &stream)
    while Self.rHat(kept) > Self.mostRHat, length < 8 * draws {
      length *= 2
      kept = Self.draw(length, from: &chains, using: &stream)
    }
    rHat = Self.rHat(kept)
    guard rHat <= Self.mostRHat else { throw .notConverged(rHat: rHat) }
    var wins = (worse: 0, equivalent: 0, better: 0)
    for draw in kept.joined() {
      let masses = draw.masses(rope: rope / data.unit)
      if masses.worse > max(masses.equivalent, masses.better) {
        wins.worse += 1
      } else if masses.better > masses.equivalent {
        wins.better += 1
      } else {
        wins.equivalent += 1
      }
    }
    let count = Double(Self.chains * length)
    worse = Double(wins.worse) / count
    equivalent = Double(wins.equivalent) / count
    better = Double(wins.better) / count
    let means = kept.joined().map { $0.mean * data.unit }
    mean = means.reduce(0, +) / count
    interval =
      Quantiles(means).map { $0[0.025]...$0[0.975] } ?? 0...0
  }

  /// What is kept of a step.
  private struct Draw {
    let mean, logDeviation, logFreedom: Double

    init(_ chain: HierarchicalChain) {
      mean = chain.mean
      logDeviation = chain.logDeviation
      logFreedom = chain.logFreedom
    }

    /// How probable each outcome is on a further dataset.
    func masses(rope: Double) -> (worse: Double, equivalent: Double, better: Double) {
      let distribution = StudentT(degreesOfFreedom: 1 + exp(logFreedom))
      let deviation = exp(logDeviation)
      let worse = distribution.probability(below: (-rope - mean) / deviation)
      let better = distribution.probability(below: (mean - rope) / deviation)
      return (worse, 1 - worse - better, better)
    }
  }

  private static func draw(
    _ count: Int, from chains: inout [HierarchicalChain],
    using stream: inout some RandomNumberGenerator
  ) -> [[Draw]] {
    chains.indices.map { index in
      (0..<count).map { _ in
        chains[index].step(using: &stream)
        return Draw(chains[index])
      }
    }
  }

  private static func rHat(_ chains: [[Draw]]) -> Double {
    [\Draw.mean, \.logDeviation, \.logFreedom].map { value in
      SplitRHat.of(chains.map { $0.map { $0[keyPath: value] } })
    }.max() ?? 1
  }
}
