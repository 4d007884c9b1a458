public import Training

/// The dense network, which keeps all connections (paper, section 4.2).
public struct Dense: Method {
  /// `dense` or `dense-small`.
  public let identifier: String
  /// `NN(best)`, the paper's name for the dense network of the best setting, or `NN(small)`.
  public let title: String
  /// Of the choice of the smallest network.
  public var papers: [Paper] { choosesSmallest ? [.breiman] : [] }
  /// False.
  public let isPruned = false
  /// As it was asked for.
  public let choosesSmallest: Bool

  /// The dense network.
  /// - Parameter choosesSmallest: whether of the settings that are as good as the best the smallest network is chosen.
  public init(choosesSmallest: Bool = false) {
    identifier = choosesSmallest ? "dense-small" : "dense"
    title = choosesSmallest ? "NN(small)" : "NN(best)"
    self.choosesSmallest = choosesSmallest
  }

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
