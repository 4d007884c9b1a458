public import Training

/// The dense network: it trains on, and keeps all connections (paper, section 4.2).
public struct Dense: Method {
  /// `dense`.
  public let identifier = "dense"
  /// `NN(best)`, as the paper calls the dense network of the best setting.
  public let title = "NN(best)"
  /// No.
  public let isPruned = false

  /// The dense network.
  public init() {}

  /// Trains on.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = start.pretrained
    let curve = try start.trainer.train(
      &state, epochs: start.annealing.epochs, decay: start.decay, observe: observe)
    return (state, curve)
  }
}
