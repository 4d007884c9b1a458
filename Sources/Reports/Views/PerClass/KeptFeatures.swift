import Experiments
import Statistics

/// Which features a method keeps: those with a path to a class in its refits.
struct KeptFeatures {
  let method: ComparedMethod
  /// For each feature the share of the refits that keep it, the mean over the splits.
  let shares: [Double]
  /// For each feature how many refits keep it.
  let refitsThatKeep: [Int]
  /// How many a refit keeps, one for each refit.
  let counts: [Int]
  /// How far the splits choose the same ones: the mean over the refits, those of one number in all splits compared; of a
  /// single split how far its refits do. Nil of a single choice, and where all are kept.
  let stability: Double?
  /// The 95 % interval of ``stability`` over the splits; nil of fewer than ``Difference/fewestSplits`` of them. It is as wide
  /// as that of a single refit on each split, since refits of one split are not independent of each other.
  let interval: ClosedRange<Double>?
  /// What ``stability`` compares: a choice for each split, or for each refit of a single split.
  let choices: Int
  /// Whether there is more than one split.
  let isOfSplits: Bool

  /// Nil for a method that does not prune, and in runs that did not keep the features.
  init?(_ entry: Summary.Entry, of dataset: DatasetSummary) {
    let bySplit = entry.splits.map { $0.results.compactMap(\.features) }.filter { !$0.isEmpty }
    guard entry.method.isPruned, !bySplit.isEmpty else { return nil }
    var shares = Array(repeating: 0.0, count: dataset.features)
    for refits in bySplit {
      for feature in refits.joined() {
        shares[feature] += 1 / Double(refits.count * bySplit.count)
      }
    }
    method = entry.method
    refitsThatKeep = bySplit.joined().joined().reduce(
      into: Array(repeating: 0, count: dataset.features)
    ) { $0[$1] += 1 }
    // Sums of shares may be off 1 by a rounding.
    self.shares = shares.map { min(1, ($0 * 1e9).rounded() / 1e9) }
    counts = bySplit.joined().map(\.count)
    isOfSplits = bySplit.count > 1
    let choices =
      isOfSplits
      ? (0..<(bySplit.map(\.count).min() ?? 0)).map { refit in bySplit.map { $0[refit] } }
      : [bySplit[0]]
    self.choices = choices[0].count
    let stabilities = choices.compactMap { SelectionStability($0, features: dataset.features) }
    stability = MeanAndDeviation(stabilities.map(\.value))?.mean
    let half = MeanAndDeviation(stabilities.map { $0.value - $0.interval.lowerBound })?.mean
    interval =
      bySplit.count < Difference.fewestSplits
      ? nil
      : stability.flatMap { value in half.map { value - $0...min(1, value + $0) } }
  }

  /// Whether every refit keeps every feature.
  var isAll: Bool { counts.allSatisfy { $0 == shares.count } }
}
