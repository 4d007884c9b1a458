public import Training

/// Gradual magnitude pruning: connections of smallest |w| go layer by layer on a cubic schedule, over the first half of
/// the epochs after the pretraining (Zhu and Gupta, arXiv:1710.01878).
public struct GradualMagnitude: Method {
  /// `gradual`.
  public let identifier = "gradual"
  /// `gradual magnitude`.
  public let title = "gradual magnitude"
  /// Zhu and Gupta.
  public var papers: [Paper] { [.zhu] }
  /// Yes.
  public let isPruned = true

  /// Gradual pruning.
  public init() {}

  /// Prunes and trains on.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = start.pretrained
    var curve = LearningCurve()
    let sizes = state.network.connectionsByLayer
    // The first epoch with the target is the one in which CPNA's annealing comes to it.
    let last = start.annealing.targetEpoch
    let schedule = CubicSchedule(epochs: last)
    try start.trainer.train(
      &state, epochs: start.annealing.epochs, of: start.annealing.epochs, after: &curve,
      decay: start.decay, isChanged: { $0 <= last },
      change: { network, epoch in
        let counts = zip(sizes, start.targets).map {
          schedule.connections(in: epoch, from: $0, to: $1)
        }
        let scores = ConnectionScores(magnitudesOf: network)
        network.connect(as: scores.largest(counts, among: network.mask))
      }, observe: observe)
    return (state, curve)
  }
}
