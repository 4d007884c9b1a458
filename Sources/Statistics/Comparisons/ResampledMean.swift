/// The mean of a quantity over several splits of the same rows, one value for each split, such as an accuracy
/// or the difference of two methods' accuracies.
///
/// Splits of the same rows share samples, so the values are not independent: the variance of their mean is (1/J
/// + n_test / n_training) s² rather than s² / J (Nadeau and Bengio, doi:10.1023/A:1024068626366). The test and
/// the Bayesian view are two readings of the same t distribution with J - 1 degrees of freedom (Corani and
/// Benavoli, doi:10.1007/s10994-015-5486-z).
package struct ResampledMean: Hashable, Sendable {
  /// The mean of the values.
  package let mean: Double
  /// The corrected standard error of the mean.
  package let standardError: Double
  /// J, the number of splits.
  package let count: Int

  /// Nil for fewer than two values.
  /// - Parameters:
  ///   - values: one for each split.
  ///   - testShare: the share of the rows held out, in [0, 1); 0 for independent values, which gives the usual
  ///     t statistics.
  package init?(_ values: [Double], testShare: Double) {
    guard values.count > 1, let summary = MeanAndDeviation(values) else { return nil }
    mean = summary.mean
    count = summary.count
    let variance = summary.deviation * summary.deviation
    standardError =
      (variance * (1 / Double(count) + testShare / (1 - testShare))).squareRoot()
  }

  private var distribution: StudentT { StudentT(degreesOfFreedom: Double(count - 1)) }

  /// The p-value of the two-sided corrected resampled t-test: the probability of a mean at least this far from
  /// 0 if the true mean is 0. It is 1 if all values are 0, and 0 if all are equal but not 0.
  package var pValue: Double {
    guard standardError > 0 else { return mean == 0 ? 1 : 0 }
    return distribution.twoSidedProbability(beyond: mean / standardError)
  }

  /// The interval that covers the true mean with probability `level`, in (0, 1).
  package func interval(_ level: Double = 0.95) -> ClosedRange<Double> {
    let half = standardError * distribution.quantile((1 + level) / 2)
    return mean - half...mean + half
  }

  /// For a difference: the probabilities that the first method is worse than the second by more than `rope`,
  /// that the two differ by at most `rope`, and that the first is better by more than `rope`. They are the
  /// posterior of the correlated Bayesian t-test with a region of practical equivalence.
  package func probabilities(rope: Double) -> (worse: Double, equivalent: Double, better: Double) {
    guard standardError > 0 else {
      return (mean < -rope ? 1 : 0, mean.magnitude <= rope ? 1 : 0, mean > rope ? 1 : 0)
    }
    let worse = distribution.probability(below: (-rope - mean) / standardError)
    let better = distribution.probability(below: (mean - rope) / standardError)
    return (worse, max(0, 1 - worse - better), better)
  }
}
