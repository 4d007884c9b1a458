public import Training

/// How a fit of a study is pruned, as far as the study varies it.
public struct StudyPruning: Codable, Hashable, Sendable {
  /// μ.
  public let annealingRate: Double
  /// What is removed of the hidden layer.
  public let unit: PruningPlan.Unit
  /// The features that are kept where whole features are removed; nil elsewhere.
  public let features: Int?

  /// What the random streams of fits pruned so are told apart by.
  var streamName: String {
    "annealing-\(annealingRate)/\(unit.rawValue)/features-\(features.map(String.init) ?? "all")"
  }

  /// The pruning of the hidden layer alone.
  var ofHiddenLayer: StudyPruning { keeping(features: nil) }

  /// The same with so many features kept.
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
    PruningPlan(
      phases: [hiddenPart(phase.epochs, phase.connections, pruning)], normalizes: normalizes)
  }

  /// The input layer's connections after that (paper, section 4.1: "NN-CPNA(all)").
  func inputPlan(_ phase: StudyFile.InputPhase, _ pruning: StudyPruning) -> PruningPlan {
    PruningPlan(phases: [inputPart(phase.epochs, phase.connections, .connections, pruning)])
  }

  /// Both layers in turns, in the epochs that the other two plans take together: each layer has half
  /// of its own before the other's second half. Nil where the study has no such steps.
  func interleavedPlan(_ pruning: StudyPruning) -> PruningPlan? {
    guard let hiddenPhase, let inputPhase, let featureStep, let features = pruning.features else {
      return nil
    }
    let (hidden, input) = (hiddenPhase.epochs / 2, inputPhase.epochs / 2)
    return PruningPlan(phases: [
      hiddenPart(hidden, featureStep.hiddenConnections, pruning),
      inputPart(input, features, .nodes, pruning),
      hiddenPart(hiddenPhase.epochs - hidden, hiddenPhase.connections, pruning),
      inputPart(inputPhase.epochs - input, inputPhase.connections, .connections, pruning),
    ])
  }

  private func hiddenPart(
    _ epochs: Int, _ connections: Int, _ pruning: StudyPruning
  ) -> PruningPlan.Phase {
    // A node has a connection to each of the two outputs.
    let target = pruning.unit == .nodes ? connections / 2 : connections
    return PruningPlan.Phase(
      AnnealingSchedule(epochs: epochs, rate: pruning.annealingRate), targets: [nil, target],
      unit: pruning.unit)
  }

  private func inputPart(
    _ epochs: Int, _ target: Int, _ unit: PruningPlan.Unit, _ pruning: StudyPruning
  ) -> PruningPlan.Phase {
    PruningPlan.Phase(
      AnnealingSchedule(epochs: epochs, rate: pruning.annealingRate), targets: [target, nil],
      unit: unit)
  }
}
