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
  /// Whether the splits choose the same ones; of one split its refits. Nil of a single choice, and where all are kept.
  let stability: SelectionStability?
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
    // Refits of one split are not independent of each other: one stands for each.
    let choices = isOfSplits ? bySplit.map { $0[0] } : bySplit[0]
    self.choices = choices.count
    stability = SelectionStability(choices, features: dataset.features)
  }

  /// Whether every refit keeps every feature.
  var isAll: Bool { counts.allSatisfy { $0 == shares.count } }
}
