/// The differences of two methods on the splits of several datasets, as the hierarchical model needs them: in units of
/// their mean deviation within a dataset.
struct HierarchicalData: Hashable, Sendable {
  /// What the differences on one dataset say of their mean: by the likelihood of a normal distribution whose variables
  /// all have the same correlation.
  struct Dataset: Hashable, Sendable {
    /// The number of splits.
    let count: Int
    /// The mean of the differences.
    let mean: Double
    /// The sum of the squares about the mean, divided by 1 minus the correlation.
    let within: Double
    /// The variance of the mean of the splits, by that of one split.
    let varianceOfMean: Double

    init(_ values: [Double], correlation: Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      self.mean = mean
      count = values.count
      within = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (1 - correlation)
      varianceOfMean = (1 + Double(count - 1) * correlation) / Double(count)
    }
  }

  let datasets: [Dataset]
  /// What a unit is in the differences given.
  let unit: Double
  /// The bound of the mean over datasets: the largest difference.
  let mostMean: Double
  /// The bound of the deviation between datasets: 1000 times that of the means, or, where these hardly differ, a unit.
  let mostDeviation: Double

  /// - Throws: ``HierarchicalPosterior/Failure`` if there are too few values, or none differs from another.
  init(
    _ differences: [[Double]], correlations: [Double], rope: Double
  ) throws(HierarchicalPosterior.Failure) {
    guard differences.count > 1 else { throw .tooFewDatasets }
    guard differences.allSatisfy({ $0.count > 1 }) else { throw .tooFewSplits }
    let spread = differences.map { MeanAndDeviation($0)?.populationDeviation ?? 0 }
    guard let least = rope > 0 ? rope : spread.filter({ $0 > 0 }).min() else {
      throw .noVariation
    }
    let values = zip(differences, spread).map { values, deviation in
      deviation > 0 ? values : Self.spread(values, over: least)
    }
    let deviations = values.map { MeanAndDeviation($0)?.populationDeviation ?? 0 }
    let unit = deviations.reduce(0, +) / Double(values.count)
    self.unit = unit
    let scaled = values.map { $0.map { $0 / unit } }
    datasets = zip(scaled, correlations).map { Dataset($0, correlation: $1) }
    mostMean = scaled.joined().map(\.magnitude).max() ?? 0
    let among = MeanAndDeviation(datasets.map(\.mean))?.populationDeviation ?? 0
    mostDeviation = max(1000 * among, 1)
  }

  /// Equal values moved to even distances, `least` to both sides: as they are, the likelihood of their mean would have
  /// no bound.
  private static func spread(_ values: [Double], over least: Double) -> [Double] {
    values.enumerated().map { index, value in
      value + least * (2 * Double(index) / Double(values.count - 1) - 1)
    }
  }
}
