/// Which fit: everything that tells one training of a run from another.
public struct FitKey: Codable, Hashable, Sendable {
  /// What a fit is for.
  public enum Phase: String, Codable, CaseIterable, Sendable {
    /// Trained on all folds but one, and judged on that one.
    case search
    /// Trained on the whole training part, and tested.
    case final
  }

  /// The dataset's short name.
  public let dataset: String
  /// The number of the split, from 0.
  public let split: Int
  /// What the fit is for.
  public let phase: Phase
  /// What the fit counts towards.
  public let method: Method
  /// What the fit is trained with.
  public let setting: Setting
  /// The shares of the connections that were to be kept; nil for a dense network.
  public let density: [Double]?
  /// The repeat of the cross-validation, or the retraining, from 0.
  public let `repeat`: Int
  /// The fold held out, from 0; nil in the final phase.
  public let fold: Int?

  /// One line that names the fit, as `id` in `results.csv`.
  public var id: String {
    var parts = [
      dataset, "split-\(split)", phase.rawValue, method.rawValue,
      "hidden-\(setting.hidden.map(String.init).joined(separator: "+"))", "l2-\(setting.l2)",
      "batch-\(setting.batch)",
    ]
    if let density { parts.append("density-\(density.map { "\($0)" }.joined(separator: "+"))") }
    parts.append("repeat-\(self.repeat)")
    if let fold { parts.append("fold-\(fold)") }
    return parts.joined(separator: "/")
  }
}

extension FitKey: Comparable {
  /// The order of `results.csv`.
  public static func < (a: FitKey, b: FitKey) -> Bool {
    if a.dataset != b.dataset { return a.dataset < b.dataset }
    return a.rank.lexicographicallyPrecedes(b.rank)
  }

  private var rank: [Double] {
    let methods: [Method: Double] = [.best: 0, .equivalent: 1, .pruned: 2]
    return [Double(split), phase == .search ? 0 : 1, methods[method] ?? 3]
      + [Double(setting.hidden.count)] + setting.hidden.map(Double.init)
      + [setting.l2, Double(setting.batch), Double(density?.count ?? 0)] + (density ?? [])
      + [Double(self.repeat), Double(fold ?? -1)]
  }
}
