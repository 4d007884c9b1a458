public import Training

extension MethodStart {
  /// All epochs, those of the pretraining among them.
  public var epochs: Int { pretrainingEpochs + annealing.epochs }

  /// The connections to keep in all layers together.
  public var target: Int { targets.reduce(0, +) }

  /// Features, the nodes of each hidden layer, classes.
  public var widths: [Int] {
    [initial.layers[0].inputs] + initial.layers.map(\.outputs)
  }

  /// Trains `state`, which has not been trained yet, for all epochs; the learning rate falls at the end as that of
  /// all methods does.
  /// - Parameters:
  ///   - isChanged: whether connections are changed before an epoch, counted from 1.
  ///   - change: changes them.
  ///   - observe: called after each epoch.
  public func train(
    _ state: inout TrainingState,
    isChanged: (_ epoch: Int) -> Bool = { _ in false },
    change: (_ network: inout Network, _ epoch: Int) throws(TrainingError) -> Void = { _, _ in },
    observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> LearningCurve {
    var first = LearningCurve()
    try trainer.train(
      &state, epochs: pretrainingEpochs, of: pretrainingEpochs, after: &first, decay: nil,
      isChanged: isChanged, change: change, observe: observe)
    var rest = LearningCurve()
    try trainer.train(
      &state, epochs: annealing.epochs, of: annealing.epochs, after: &rest, decay: decay,
      isChanged: { isChanged(pretrainingEpochs + $0) },
      change: { network, epoch throws(TrainingError) in
        try change(&network, pretrainingEpochs + epoch)
      }, observe: observe)
    return first.followed(by: rest)
  }

  /// Trains the connections of `mask` alone, from the weights at initialisation, for all epochs.
  public func trainSparse(
    _ mask: ConnectionMask, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = TrainingState(
      network: initial.connected(as: mask), stream: stream("minibatches"))
    let curve = try train(&state, observe: observe)
    return (state, curve)
  }
}
