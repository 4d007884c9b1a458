import PruneBench

/// One-shot magnitude pruning: after the pretraining all but the largest connections of each layer are removed,
/// and the rest is trained further. Comparing it with CPNA shows the effect of annealing.
struct OneShot: Method {
  let identifier = "one-shot"
  let title = "one-shot magnitude"
  let isPruned = true

  func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = start.pretrained
    let atOnce = AnnealingSchedule(epochs: start.annealing.epochs, rate: 1e9)
    let plan = PruningPlan(atOnce, targets: start.targets, normalization: .none)
    let curve = try start.trainer.prune(
      &state, by: plan, decay: start.decay, observe: observe)
    return (state, curve)
  }
}
