public import Tabular
public import Training

/// What a method starts from, and its limits: epochs and connections.
public struct MethodStart: Sendable {
  /// Trains on the rows of the fit.
  public let trainer: Trainer
  /// The network before any training.
  public let initial: Network
  /// The network after the pretraining, which all methods that use one share; untrained for the others.
  public let pretrained: TrainingState
  /// The epochs of the pretraining.
  public let pretrainingEpochs: Int
  /// The epochs after the pretraining, and how fast they remove connections.
  public internal(set) var annealing: AnnealingSchedule
  /// How the learning rate falls at the end of these epochs; nil for a constant rate.
  public let decay: LearningRateDecay?
  /// How hidden nodes are normalised, for methods that do so.
  public internal(set) var normalization: Normalization
  /// The number of connections to keep in each layer, from the input side; all of them for a method that does
  /// not prune.
  public let targets: [Int]
  private let seed: UInt64
  private let name: String

  /// - Parameters:
  ///   - seed: the seed of the run.
  ///   - name: the prefix of the names of the method's random streams; it identifies the fit.
  public init(
    trainer: Trainer, initial: Network, pretrained: TrainingState, pretrainingEpochs: Int,
    annealing: AnnealingSchedule, decay: LearningRateDecay?, normalization: Normalization,
    targets: [Int], seed: UInt64, name: String
  ) {
    self.trainer = trainer
    self.initial = initial
    self.pretrained = pretrained
    self.pretrainingEpochs = pretrainingEpochs
    self.annealing = annealing
    self.decay = decay
    self.normalization = normalization
    self.targets = targets
    self.seed = seed
    self.name = name
  }

  /// A random stream that only this method uses, for `purpose`.
  public func stream(_ purpose: String) -> RandomStream {
    RandomStream(seed: seed, name: "\(name)/\(purpose)")
  }
}
