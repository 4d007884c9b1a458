import Training

/// The epochs and the connections that a method has: what decides when its network may be scored.
public struct MethodSchedule: Hashable, Sendable {
  /// The epochs of the pretraining.
  public let pretrainingEpochs: Int
  /// The epochs after it, and how fast connections are removed in them.
  public let annealing: AnnealingSchedule
  /// The connections of the dense network.
  public let connections: Int
  /// The connections to keep.
  public let target: Int

  /// - Precondition: `target` is at most `connections`.
  public init(
    pretrainingEpochs: Int, annealing: AnnealingSchedule, connections: Int, target: Int
  ) {
    precondition(target <= connections)
    self.pretrainingEpochs = pretrainingEpochs
    self.annealing = annealing
    self.connections = connections
    self.target = target
  }

  /// All epochs.
  public var epochs: Int { pretrainingEpochs + annealing.epochs }
}

extension MethodStart {
  /// The epochs and connections of the method.
  public var schedule: MethodSchedule {
    MethodSchedule(
      pretrainingEpochs: pretrainingEpochs, annealing: annealing,
      connections: initial.connectionsByLayer.reduce(0, +), target: target)
  }
}
