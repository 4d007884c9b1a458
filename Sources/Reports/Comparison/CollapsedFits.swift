import Protocols

/// How many fits of NN+CPNA went wrong: a recipe that is to be relied on has none.
///
/// A fit has collapsed if it failed, or if after its last epoch it classifies ``depth`` less of the
/// held-out rows correctly than the median of the fits of the same setting and sparsity level does, over
/// all splits, folds and repeats. A setting that is poor throughout has not collapsed: it is poor.
struct CollapsedFits: Hashable, Sendable {
  /// The fits that were looked at.
  let fits: Int
  /// Those without a result.
  let failures: Int
  /// Those that have a result, but a collapsed one.
  let collapses: Int
  /// The most that a fit is below its median, as a share of the rows; 0 without results.
  let deepest: Double

  /// 5 points of accuracy.
  static let depth = 0.05

  /// What the word means, for a report.
  static let definition = """
    A fit has collapsed if it failed, or is more than \(fixed(100 * depth, 0)) points below the median of \
    the fits of its set, phase, setting and sparsity level after the last epoch. All fits of NN+CPNA \
    count, of settings that were not chosen too.
    """

  /// Looks at the fits of `records` that were pruned, in the search and after it.
  init(_ records: [FitRecord]) {
    struct Kind: Hashable {
      let dataset: String
      let phase: FitKey.Phase
      let setting: Setting
      let density: [Double]?
    }
    let pruned = records.filter { $0.key.method == .pruned }
    let kinds = Dictionary(grouping: pruned) {
      Kind(
        dataset: $0.key.dataset, phase: $0.key.phase, setting: $0.key.setting,
        density: $0.key.density)
    }
    let gaps = kinds.values.flatMap { records -> [Double] in
      let accuracies = records.compactMap { $0.result?.lastAccuracy }.sorted()
      guard !accuracies.isEmpty else { return [] }
      let median = accuracies[accuracies.count / 2]
      return accuracies.map { median - $0 }
    }
    fits = pruned.count
    failures = pruned.count { $0.failure != nil }
    // Shares of rows have no exact difference; no two differ by so little.
    collapses = gaps.count { $0 > Self.depth + 1e-9 }
    deepest = max(0, gaps.max() ?? 0)
  }
}
