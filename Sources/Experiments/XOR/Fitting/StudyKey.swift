import Inputs

/// Which fit of a study: everything that tells one training from another.
package struct StudyKey: Codable, Hashable, Sendable {
  /// What a fit is for.
  package enum Phase: String, Codable, Hashable, Sendable {
    /// To choose a setting by its validation sample.
    case search
    /// To be reported.
    case final
  }

  /// The problem's name.
  package let problem: String
  /// What the fit is for.
  package let phase: Phase
  /// What is trained.
  package let method: StudyMethod
  /// With what.
  package let setting: StudySetting
  /// The draw of the samples, from 0.
  package let draw: Int
  /// The network on that draw, from 0.
  package let initialisation: Int
}

/// What a fit is trained with, as far as a study varies it.
package struct StudySetting: Codable, Hashable, Sendable {
  /// Hidden nodes before any pruning.
  package let hidden: Int
  /// The coefficient of the L2 penalty.
  package let l2: Double
  /// Epochs before pruning; all epochs of a dense network.
  package let pretrainingEpochs: Int
  /// How it is pruned; nil for a dense network.
  package let pruning: StudyPruning?
}

extension StudySetting: CustomStringConvertible {
  /// `1024 nodes, L2 0.001, 60 epochs of pretraining, μ 20.0, connections`.
  package var description: String {
    "\(counted(hidden, "node")), L2 \(l2), \(counted(pretrainingEpochs, "epoch"))"
      + (pruning.map { " of pretraining, \($0)" } ?? "")
  }
}

extension StudySetting: Comparable {
  /// By nodes, L2, epochs, and pruning.
  package static func < (a: StudySetting, b: StudySetting) -> Bool {
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
  package static func < (a: StudyKey, b: StudyKey) -> Bool {
    if a.problem != b.problem { return a.problem < b.problem }
    if a.phase != b.phase { return a.phase == .search }
    if a.method != b.method { return a.method.rank < b.method.rank }
    if a.setting != b.setting { return a.setting < b.setting }
    return (a.draw, a.initialisation) < (b.draw, b.initialisation)
  }
}
