import Pruning
import Training

// What the pruning methods of a study do, as plans.
extension StudyFile.Case {
  /// What a step prunes; nil if it prunes nothing, or if the study does not say how.
  func plan(_ step: StudyMethod.Step, _ pruning: StudyPruning) -> PruningPlan? {
    switch step {
    case .training, .refit: return nil
    // The paper's section 4.1: "NN-CPNA-hidden".
    case .hiddenLayer(let normalization):
      return hiddenPhase.map {
        PruningPlan(
          phases: [hiddenPart($0.epochs, $0.connections, pruning)], normalization: normalization)
      }
    // After that: "NN-CPNA(all)".
    case .inputLayer:
      return inputPhase.map {
        PruningPlan(phases: [inputPart($0.epochs, $0.connections, .connections, pruning)])
      }
    case .layersInTurns: return planInTurns(pruning)
    }
  }

  /// Both layers in turns, in the epochs that the other two plans take together: each layer has half
  /// of its own before the other's second half.
  private func planInTurns(_ pruning: StudyPruning) -> PruningPlan? {
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
