public import Training

/// The dense network, which keeps all connections (paper, section 4.2).
public struct Dense: Method {
  /// `dense`.
  public let identifier = "dense"
  /// `NN(best)`, the paper's name for the dense network of the best setting.
  public let title = "NN(best)"
  /// False.
  public let isPruned = false

  /// The dense network.
  public init() {}

  /// Trains the pretrained network further.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = start.pretrained
    let curve = try start.trainer.train(
      &state, epochs: start.annealing.epochs, decay: start.decay, observe: observe)
    return (state, curve)
  }
}
