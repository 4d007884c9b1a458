import Experiments
import Statistics

/// One method's score minus another's, with its uncertainty: what all views say of differences.
struct Difference: Hashable, Sendable {
  /// The difference of the means.
  let mean: Double
  /// The 95 % interval of the difference.
  let interval: ClosedRange<Double>
  /// What it was taken over.
  let basis: Basis
  /// Over splits the difference on each of them; else empty.
  let bySplit: [Double]

  enum Basis: Hashable, Sendable {
    /// Splits of the same rows, one difference each: with the correction for the rows that splits share, and without,
    /// as the usual paired t statistic has it.
    case splits(corrected: ResampledMean, uncorrected: ResampledMean)
    /// The rows of one test set, resampled. A choice may have been made on them; the choice is not resampled.
    case rows(wereChosenOn: Bool)
    /// Pairs of fits on samples of their own.
    case pairs(ResampledMean)
  }

  /// Differences up to this are of no practical consequence: 0.2 points of accuracy, less than the
  /// paper's own ± on most datasets (paper, Table 3).
  static let rope = 0.002

  /// Fewer splits decide nothing: of two equal differences a t-test says p = 0, and the interval of two others is wider
  /// than all accuracies that there can be.
  static let fewestSplits = 5

  /// Over the splits that both have; nil for fewer than two.
  init?(of first: Estimate?, minus second: Estimate?, testShare: Double) {
    guard let first, let second else { return nil }
    let differences = first.differences(from: second)
    guard let corrected = ResampledMean(differences, testShare: testShare),
      let uncorrected = ResampledMean(differences, testShare: 0)
    else { return nil }
    mean = corrected.mean
    interval = corrected.interval()
    basis = .splits(corrected: corrected, uncorrected: uncorrected)
    bySplit = differences
  }

  /// Over the rows of one test set.
  init(_ bootstrap: PairedBootstrap, wereChosenOn: Bool) {
    mean = bootstrap.mean
    interval = bootstrap.interval
    basis = .rows(wereChosenOn: wereChosenOn)
    bySplit = []
  }

  /// Over pairs of values; nil for fewer than two.
  init?(ofPairs differences: [Double]) {
    guard let pairs = ResampledMean(differences, testShare: 0) else { return nil }
    mean = pairs.mean
    interval = pairs.interval()
    basis = .pairs(pairs)
    bySplit = []
  }

  /// Whether interval, p and probabilities say something: over splits there are enough of them, and they differ.
  var hasStatistics: Bool {
    guard case .splits(let corrected, _) = basis else { return true }
    return corrected.count >= Self.fewestSplits && corrected.standardError > 1e-12
  }

  /// The t statistics behind it, corrected where they have to be; nil of a bootstrap.
  var resampled: ResampledMean? {
    switch basis {
    case .splits(let corrected, _): corrected
    case .pairs(let pairs): pairs
    case .rows: nil
    }
  }

  /// The same as if the splits shared no rows; nil of a bootstrap.
  var uncorrected: ResampledMean? {
    switch basis {
    case .splits(_, let uncorrected): uncorrected
    case .pairs(let pairs): pairs
    case .rows: nil
    }
  }

  /// Whether the difference is above 0, or below; nil where that is not known: the interval contains 0, or says nothing.
  var isPositive: Bool? { !hasStatistics || interval.contains(0) ? nil : mean > 0 }

  /// How large it is, with its interval if that says something: `+0.31 points, 95 % interval +0.02 to +0.60`.
  var points: Quantity {
    hasStatistics ? .difference(mean, interval: interval, .points) : .number(mean, .points)
  }

  /// Whether the difference is above `margin` by more than two standard errors; nil if it is within
  /// two of it, or has none.
  func isAbove(_ margin: Double) -> Bool? {
    guard let resampled else { return nil }
    let distance = mean - margin
    return abs(distance) <= 2 * resampled.standardError ? nil : distance > 0
  }

  /// Of accuracies `+0.31 points, 95 % interval +0.02 to +0.60, one split`; of pairs
  /// `+0.0312 ± 0.0014 over 100 pairs`, where ± is the standard error. Of splits that say nothing `+0.31 points on
  /// both splits`, or `+0.31 points, from -0.10 to +0.90 on 3 splits`.
  var text: InlineText {
    switch basis {
    case .splits where !hasStatistics: return "\(points)\(range)"
    case .rows(let wereChosenOn):
      return wereChosenOn
        ? "\(points), one split; the interval ignores that a choice was made on its test set"
        : "\(points), one split"
    case .splits(let corrected, _):
      let probabilities = corrected.probabilities(rope: Self.rope)
      return """
        \(points), p \(words: corrected.pValue < 0.001 ? "" : "= ")\(Quantity.pValue(corrected.pValue)); \
        probabilities of worse by over \(percent: Self.rope, decimals: 1) points, as good, better: \
        \(probabilities.worse, decimals: 2), \(probabilities.equivalent, decimals: 2), \
        \(probabilities.better, decimals: 2); \(count: corrected.count, "split")
        """
    case .pairs(let pairs):
      let spread = Quantity.spread(
        mean, plusMinus: pairs.standardError, NumberStyle(decimals: 4, isSigned: true))
      return "\(spread) over \(count: pairs.count, "pair")"
    }
  }

  /// What is known of splits whose interval says nothing: ` on both splits` if all are equal, or
  /// `, from -0.10 to +0.90 on 3 splits`.
  var range: InlineText {
    guard let least = bySplit.min(), let most = bySplit.max() else { return "" }
    guard most - least > 1e-12 else {
      return bySplit.count == 2
        ? " on both splits" : " on each of \(count: bySplit.count, "split")"
    }
    let range = Quantity.interval(least...most, .percent(isSigned: true))
    return ", from \(range) on \(count: bySplit.count, "split")"
  }
}
