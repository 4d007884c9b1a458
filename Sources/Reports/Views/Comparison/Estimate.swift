import Experiments
import Statistics

/// A score with its spread, and the interval that its mean lies in.
struct Estimate: Hashable, Sendable {
  /// Over all refits on all splits.
  let spread: MeanAndDeviation
  /// The 95 % interval of the mean, within what the score can be: over several splits that of the corrected resampled
  /// t statistic, for other splits; on one split that of the mean over the refits, for other initial weights.
  /// Nil of fewer than ``Difference/fewestSplits`` splits, or refits: its bounds would say nothing.
  let interval: ClosedRange<Double>?
  /// The mean over the refits of each split; nil for a split without any.
  let bySplit: [Double?]

  /// The mean over the splits of the means over their refits: where all have as many, the mean over all refits.
  let mean: Double

  /// Nil if there are no values at all.
  /// - Parameters:
  ///   - values: those of the refits, for each split; none for one without any.
  ///   - testShare: the share of the rows held out.
  ///   - most: the most that the score can be; the least is 0.
  init?(_ values: [[Double]], testShare: Double, most: Double = 1) {
    guard let spread = MeanAndDeviation(values.flatMap { $0 }) else { return nil }
    self.spread = spread
    let means = values.map { MeanAndDeviation($0)?.mean }
    bySplit = means
    // A split counts as much as the others if one of its refits failed.
    let isEven = Set(values.lazy.map(\.count).filter { $0 > 0 }).count == 1
    mean =
      isEven ? spread.mean : MeanAndDeviation(means.compactMap(\.self))?.mean ?? spread.mean
    let independent = values.count > 1 ? bySplit.compactMap { $0 } : values[0]
    interval =
      independent.count < Difference.fewestSplits
      ? nil
      : ResampledMean(independent, testShare: values.count > 1 ? testShare : 0).map {
        let interval = $0.interval()
        return max(0, interval.lowerBound)...min(most, interval.upperBound)
      }
  }

  /// This minus another, on each split that has both.
  func differences(from other: Estimate) -> [Double] {
    zip(bySplit, other.bySplit).compactMap { a, b in a.flatMap { a in b.map { a - $0 } } }
  }

  /// `98.23 ± 0.06 [98.19, 98.27]`, in percent.
  var percent: Quantity { quantity(.percent()) }

  /// `0.093 ± 0.012 [0.081, 0.105]`.
  var number: Quantity { quantity(NumberStyle(decimals: 3)) }

  private func quantity(_ style: NumberStyle) -> Quantity {
    .spread(mean, plusMinus: spread.deviation, interval: interval, style)
  }
}
