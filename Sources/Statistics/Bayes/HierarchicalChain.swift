import Foundation

/// One chain of draws from the posterior of the hierarchical model.
///
/// Student's distribution over datasets is drawn as normal distributions whose precisions have a gamma distribution.
/// Each step draws two blocks: the deviation between datasets, their mean and the datasets' own means given the
/// precisions, each with what comes after it integrated out; and the degrees of freedom and the precisions given the
/// means, likewise. Between them the variances within the datasets are drawn. So no part waits for another where the
/// deviation between datasets is small (van Dyk and Park, doi:10.1198/016214508000000409).
struct HierarchicalChain {
  private let data: HierarchicalData
  private let prior: HierarchicalPosterior.Prior
  /// The mean over datasets.
  private(set) var mean: Double
  /// The logarithm of the deviation between datasets.
  private(set) var logDeviation: Double
  /// The logarithm of the degrees of freedom less 1.
  private(set) var logFreedom: Double
  private var alpha, beta: Double
  /// For each dataset the factor of its precision between datasets, its variance within, and its mean.
  private var factors, variances, means: [Double]

  var deviation: Double { exp(logDeviation) }
  var degreesOfFreedom: Double { 1 + exp(logFreedom) }

  /// - Parameter start: of the places that chains start from, far apart.
  init(_ data: HierarchicalData, _ prior: HierarchicalPosterior.Prior, start: Int) {
    self.data = data
    self.prior = prior
    means = data.datasets.map(\.mean)
    variances = data.datasets.map { $0.within / Double($0.count - 1) }
    factors = means.map { _ in 1 }
    mean = means[start % means.count]
    logDeviation = min(Double(start % 4) - 2, log(data.mostDeviation))
    logFreedom = Double(start % 3) * 1.5
    alpha = (prior.alpha.lowerBound + prior.alpha.upperBound) / 2
    beta = (prior.beta.lowerBound + prior.beta.upperBound) / 2
  }

  mutating func step(using stream: inout some RandomNumberGenerator) {
    drawMeans(using: &stream)
    for (index, dataset) in data.datasets.enumerated() {
      let distance = dataset.mean - means[index]
      let squares =
        dataset.within + distance * distance / dataset.varianceOfMean
      // Uniform deviations within: the precision has a gamma distribution.
      variances[index] = squares / 2 / stream.gamma(shape: Double(dataset.count - 1) / 2)
    }
    drawFactors(using: &stream)
  }

  // MARK: Means

  /// The mean over datasets given the deviation between them, the means of the datasets integrated out: its estimate and
  /// the variance of that, and the logarithm of the likelihood, up to a constant.
  private func marginal(_ logDeviation: Double)
    -> (estimate: Double, variance: Double, logLikelihood: Double)
  {
    let square = exp(2 * logDeviation)
    var (precision, sum, squares, logs) = (0.0, 0.0, 0.0, 0.0)
    for (index, dataset) in data.datasets.enumerated() {
      let variance = square / factors[index] + dataset.varianceOfMean * variances[index]
      precision += 1 / variance
      sum += dataset.mean / variance
      squares += dataset.mean * dataset.mean / variance
      logs += log(variance)
    }
    let estimate = sum / precision
    // What of the mean's distribution is within its bounds.
    let deviation = (1 / precision).squareRoot()
    let share =
      NormalDistribution.probability(below: (data.mostMean - estimate) / deviation)
      - NormalDistribution.probability(below: (-data.mostMean - estimate) / deviation)
    let logLikelihood = -(logs + log(precision) + squares - sum * estimate) / 2 + log(share)
    return (estimate, 1 / precision, logLikelihood)
  }

  private mutating func drawMeans(using stream: inout some RandomNumberGenerator) {
    // A uniform deviation: the density of its logarithm grows with it.
    logDeviation = SliceSampler.next(
      after: logDeviation, width: 1.5, in: -30...log(data.mostDeviation), using: &stream
    ) { marginal($0).logLikelihood + $0 }
    let (estimate, variance, _) = marginal(logDeviation)
    mean = drawMean(estimate, variance.squareRoot(), using: &stream)
    let square = exp(2 * logDeviation)
    for (index, dataset) in data.datasets.enumerated() {
      let between = factors[index] / square
      let within = 1 / (dataset.varianceOfMean * variances[index])
      let centre = (between * mean + within * dataset.mean) / (between + within)
      means[index] = centre + stream.normal() / (between + within).squareRoot()
    }
  }

  /// From the normal distribution within the bounds of the mean, which `estimate` is within: by rejection of normal or
  /// uniform numbers, at least a third of which are taken.
  private func drawMean(
    _ estimate: Double, _ deviation: Double, using stream: inout some RandomNumberGenerator
  ) -> Double {
    while true {
      if deviation > 2 * data.mostMean {
        let candidate = data.mostMean * (2 * stream.uniform() - 1)
        let z = (candidate - estimate) / deviation
        if stream.exponential() >= z * z / 2 { return candidate }
      } else {
        let candidate = estimate + deviation * stream.normal()
        if candidate.magnitude <= data.mostMean { return candidate }
      }
    }
  }

  // MARK: Degrees of freedom

  private mutating func drawFactors(using stream: inout some RandomNumberGenerator) {
    let deviation = self.deviation
    let squares = means.map { ($0 - mean) / deviation }.map { $0 * $0 }
    let (alpha, beta) = (self.alpha, self.beta)
    logFreedom = SliceSampler.next(after: logFreedom, width: 2, in: -30...10, using: &stream) {
      let nu = 1 + exp($0)
      let logs = squares.map { log1p($0 / nu) }.reduce(0, +)
      let constant = lgamma((nu + 1) / 2) - lgamma(nu / 2) - log(nu) / 2
      return Double(squares.count) * constant - (nu + 1) / 2 * logs + alpha * $0 - beta * (nu - 1)
    }
    let (logFreedom, nu) = (self.logFreedom, degreesOfFreedom)
    self.alpha = SliceSampler.next(
      after: alpha, width: prior.alpha.upperBound - prior.alpha.lowerBound, in: prior.alpha,
      using: &stream
    ) { $0 * (log(beta) + logFreedom) - lgamma($0) }
    let newAlpha = self.alpha
    self.beta = SliceSampler.next(
      after: beta, width: prior.beta.upperBound - prior.beta.lowerBound, in: prior.beta,
      using: &stream
    ) { newAlpha * log($0) - $0 * (nu - 1) }
    for (index, square) in squares.enumerated() {
      factors[index] = stream.gamma(shape: (nu + 1) / 2) / ((nu + square) / 2)
    }
  }
}
