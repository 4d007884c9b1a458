import Experiments
import Statistics

/// A recipe's test accuracy minus another method's, split by split.
struct RecipeDifference: Hashable, Sendable {
  /// For other splits of the same rows: with the correction for the rows that splits share.
  let resampled: ResampledMean
  /// As if the splits shared no rows, by the usual paired t statistic: its interval is too short.
  let uncorrected: ResampledMean

  /// Nil for fewer than two splits that have both.
  init?(of recipe: Summary.Entry, minus other: Summary.Entry, testShare: Double) {
    guard let recipe = recipe.accuracy, let other = other.accuracy else { return nil }
    let differences = recipe.differences(from: other)
    guard let resampled = ResampledMean(differences, testShare: testShare),
      let uncorrected = ResampledMean(differences, testShare: 0)
    else { return nil }
    self.resampled = resampled
    self.uncorrected = uncorrected
  }

  /// `+0.21`, in points.
  var mean: String { signed(100 * resampled.mean, 2) }

  /// `-0.05 to +0.47`, in points.
  static func text(_ interval: ClosedRange<Double>) -> String {
    "\(signed(100 * interval.lowerBound, 2)) to \(signed(100 * interval.upperBound, 2))"
  }
}
