public import Training

/// How a fit of a study is pruned, as far as the study varies it.
public struct StudyPruning: Codable, Hashable, Sendable {
  /// μ.
  public let annealingRate: Double
  /// What is removed of the hidden layer.
  public let unit: PruningPlan.Unit
  /// The features that are left before single connections of the input layer are removed; nil where
  /// connections are removed from the beginning.
  public let features: Int?

  /// What the random streams of fits pruned so are told apart by.
  var streamName: String {
    "annealing-\(annealingRate)/\(unit.rawValue)/features-\(features.map(String.init) ?? "all")"
  }

  /// The pruning of the hidden layer alone.
  var ofHiddenLayer: StudyPruning { keeping(features: nil) }

  /// The same, reduced to so many features first.
  func keeping(features: Int?) -> StudyPruning {
    StudyPruning(annealingRate: annealingRate, unit: unit, features: features)
  }
}

extension StudyPruning: CustomStringConvertible {
  /// `μ 20.0, nodes, 5 features`.
  public var description: String {
    "μ \(annealingRate), \(unit.rawValue)" + (features.map { ", \($0) features" } ?? "")
  }
}

extension StudyPruning: Comparable {
  /// By annealing rate, unit, and features.
  public static func < (a: StudyPruning, b: StudyPruning) -> Bool {
    (a.annealingRate, a.unit.rawValue, a.features ?? -1)
      < (b.annealingRate, b.unit.rawValue, b.features ?? -1)
  }
}

// MARK: The plans

extension StudyFile.Case {
  /// The hidden nodes' connections (paper, section 4.1: "NN-CPNA-hidden").
  func hiddenPlan(
    _ phase: StudyFile.HiddenPhase, _ pruning: StudyPruning, normalizes: Bool = true
  ) -> PruningPlan {
    // A node has a connection to each of the two outputs.
    let target = pruning.unit == .nodes ? phase.connections / 2 : phase.connections
    return PruningPlan(
      phases: [
        PruningPlan.Phase(
          AnnealingSchedule(epochs: phase.epochs, rate: pruning.annealingRate),
          targets: [nil, target], unit: pruning.unit)
      ], normalizes: normalizes)
  }

  /// The input layer's connections (paper, section 4.1: "NN-CPNA(all)"). Where features are chosen,
  /// the first half of the epochs removes whole features by the norm of their weights, and the second
  /// half single connections, if there are still too many.
  func inputPlan(_ phase: StudyFile.InputPhase, _ pruning: StudyPruning) -> PruningPlan {
    func step(_ epochs: Int, _ target: Int, _ unit: PruningPlan.Unit) -> PruningPlan.Phase {
      PruningPlan.Phase(
        AnnealingSchedule(epochs: epochs, rate: pruning.annealingRate), targets: [target, nil],
        unit: unit)
    }
    guard let features = pruning.features else {
      return PruningPlan(phases: [step(phase.epochs, phase.connections, .connections)])
    }
    let first = phase.epochs / 2
    return PruningPlan(phases: [
      step(first, features, .nodes),
      step(phase.epochs - first, phase.connections, .connections),
    ])
  }
}
