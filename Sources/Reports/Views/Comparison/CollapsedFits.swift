import Experiments
import Pruning
import Statistics

/// How many fits of methods that prune went wrong: a recipe that is to be relied on has none.
///
/// A fit that has a result has collapsed if after its last epoch it classifies more than ``depth`` less
/// of the held-out rows correctly than the median of its kind does: of the fits of the same dataset, method,
/// phase, setting and density, over all splits, folds and repeats. A setting that is poor
/// throughout has not collapsed: it is poor. Where a run was made to show what goes wrong, most of a
/// kind may have; the median can then be another run's.
struct CollapsedFits: Hashable, Sendable {
  /// The fits that were looked at.
  let fits: Int
  /// Those without a result.
  let failed: [FitKey]
  /// Those that have a result, but a collapsed one.
  let collapsed: [FitKey]
  /// The most that a fit is below its median, as a share of the rows; 0 without results.
  let deepest: Double

  /// 5 points of accuracy.
  static let depth = 0.05

  /// What the word means, for a report.
  static let definition: InlineText = """
    A fit has collapsed if, after the last epoch, its accuracy is more than \(percent: depth, decimals: 0) points \
    below the median of the fits of the same dataset, method, phase (search or refit), setting and density. All fits \
    of methods that prune count, also those of settings that were not chosen.
    """

  /// Why a report has no table of collapsed fits.
  static let noneToCount: InlineText =
    "No method here prunes, so that there are no collapsed fits to count."

  /// Looks at the fits of `records` that were pruned, in the search and after it.
  /// - Parameter reference: what the medians are taken from, of the kinds that it has.
  init(_ records: [FitRecord], besides reference: [FitRecord] = []) {
    let pruned = records.filter(\.isPruned)
    let medians = Self.accuracies(reference).compactMapValues { Quantiles($0)?.median }
    let own = Self.accuracies(pruned).compactMapValues { Quantiles($0)?.median }
    let gaps = pruned.compactMap { record -> (key: FitKey, depth: Double)? in
      let kind = Kind(record.key)
      guard let accuracy = record.result?.lastAccuracy, let median = medians[kind] ?? own[kind]
      else { return nil }
      return (record.key, median - accuracy)
    }
    fits = pruned.count
    failed = pruned.filter { $0.failure != nil }.map(\.key)
    // Shares of rows have no exact difference; no two differ by so little.
    collapsed = gaps.filter { $0.depth > Self.depth + 1e-9 }.map(\.key)
    deepest = max(0, gaps.map(\.depth).max() ?? 0)
  }

  /// What fits have in common that can be compared.
  private struct Kind: Hashable {
    let dataset: String
    let method: MethodName
    let phase: FitKey.Phase
    let setting: Setting
    let level: Level?

    init(_ key: FitKey) {
      dataset = key.dataset
      method = key.method
      phase = key.phase
      setting = key.setting
      level = key.level
    }
  }

  private static func accuracies(_ records: [FitRecord]) -> [Kind: [Double]] {
    Dictionary(grouping: records.filter(\.isPruned)) {
      Kind($0.key)
    }.mapValues { $0.compactMap { $0.result?.lastAccuracy } }
  }
}

extension FitRecord {
  /// Whether the fit is one of a method that prunes: those have a density.
  var isPruned: Bool { key.level != nil }
}
