/// Which fit of a study: everything that tells one training from another.
public struct StudyKey: Codable, Hashable, Sendable {
  /// What a fit is for.
  public enum Phase: String, Codable, Hashable, Sendable {
    /// To choose a setting by its validation sample.
    case search
    /// To be reported.
    case final
  }

  /// The problem's name.
  public let problem: String
  /// What the fit is for.
  public let phase: Phase
  /// What is trained.
  public let method: StudyMethod
  /// With what.
  public let setting: StudySetting
  /// The draw of the samples, from 0.
  public let draw: Int
  /// The network on that draw, from 0.
  public let initialisation: Int
}

/// What a fit is trained with, as far as a study varies it.
public struct StudySetting: Codable, Hashable, Sendable {
  /// Hidden nodes before any pruning.
  public let hidden: Int
  /// The coefficient of the L2 penalty.
  public let l2: Double
  /// Epochs before pruning; all epochs of a dense network.
  public let pretrainingEpochs: Int
  /// How it is pruned; nil for a dense network.
  public let pruning: StudyPruning?
}

extension StudySetting: CustomStringConvertible {
  /// `1024 nodes, L2 0.001, 60 epochs of pretraining, μ 20.0, connections`.
  public var description: String {
    "\(hidden) nodes, L2 \(l2), \(pretrainingEpochs) epochs"
      + (pruning.map { " of pretraining, \($0)" } ?? "")
  }
}

extension StudySetting: Comparable {
  /// By nodes, L2, epochs, and pruning.
  public static func < (a: StudySetting, b: StudySetting) -> Bool {
    let (first, second) = (
      (a.hidden, a.l2, a.pretrainingEpochs), (b.hidden, b.l2, b.pretrainingEpochs)
    )
    guard first == second, let one = a.pruning, let other = b.pruning else {
      return first < second || (first == second && a.pruning == nil && b.pruning != nil)
    }
    return one < other
  }
}

extension StudyKey: Comparable {
  /// The order of `results.csv`.
  public static func < (a: StudyKey, b: StudyKey) -> Bool {
    if a.problem != b.problem { return a.problem < b.problem }
    if a.phase != b.phase { return a.phase == .search }
    if a.method != b.method { return a.method.rank < b.method.rank }
    if a.setting != b.setting { return a.setting < b.setting }
    return (a.draw, a.initialisation) < (b.draw, b.initialisation)
  }
}
