public import Training

/// One-shot magnitude pruning: after the pretraining the connections of largest |w| stay, and are trained on (Han et
/// al., arXiv:1506.02626).
public struct MagnitudePruning: Method {
  /// Where weights are compared with one another.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// Over all layers.
    case global
    /// Within each layer, which keeps what the protocol's level says.
    case layer
  }

  /// `magnitude` or `magnitude-layer`.
  public let identifier: String
  /// `magnitude` or `magnitude, per layer`.
  public let title: String
  /// Han et al.
  public var papers: [Paper] { [.han] }
  /// Yes.
  public let isPruned = true
  private let scope: Scope

  /// - Parameter scope: where weights are compared with one another.
  public init(_ scope: Scope = .global) {
    identifier = scope == .global ? "magnitude" : "magnitude-layer"
    title = scope == .global ? "magnitude" : "magnitude, per layer"
    self.scope = scope
  }

  /// The one after the pretraining.
  public func firstEpoch(in schedule: MethodSchedule) -> Int {
    schedule.pretrainingEpochs + 1
  }

  /// Prunes, and trains on.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = start.pretrained
    let scores = ConnectionScores(magnitudesOf: state.network)
    switch scope {
    case .global:
      state.network.connect(as: scores.largest(start.target, among: state.network.mask))
    case .layer:
      state.network.connect(as: scores.largest(start.targets, among: state.network.mask))
    }
    let curve = try start.trainer.train(
      &state, epochs: start.annealing.epochs, decay: start.decay, observe: observe)
    return (state, curve)
  }
}
