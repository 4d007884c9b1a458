import Pruning
import Training

// What the pruning methods of a study do, as plans.
extension StudyFile.Case {
  /// The hidden nodes' connections (paper, section 4.1: "NN-CPNA-hidden").
  func hiddenPlan(
    _ phase: StudyFile.HiddenPhase, _ pruning: StudyPruning,
    normalization: Normalization = .bounded
  ) -> PruningPlan {
    PruningPlan(
      phases: [hiddenPart(phase.epochs, phase.connections, pruning)], normalization: normalization)
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
