public import Training

/// A way from a pretrained network to one that counts, within the epochs and the connections that all methods of a
/// comparison have.
///
/// A method is a value: its options are its properties. A new one conforms to this protocol, and nothing else
/// changes.
public protocol Method: Sendable {
  /// What protocol files and journals call it: lower-case letters, digits and hyphens, as `cpna`.
  var identifier: String { get }
  /// What tables call it: `NN+CPNA`.
  var title: String { get }
  /// Whether it removes connections, and so is tried at each of a protocol's levels.
  var isPruned: Bool { get }
  /// Whether the network that counts is the pretrained one trained on. A control begins anew.
  var continuesPretraining: Bool { get }
  /// The most weights and biases that a network may have for the method to be applied to it; nil for any number.
  var largestNetwork: Int? { get }
  /// The first epoch, counted from 1 at the start of all training, whose network may count: from there on it has
  /// its final connections.
  /// - Parameters:
  ///   - pretraining: the epochs of the pretraining.
  ///   - annealing: the schedule of the epochs after it.
  func firstEpoch(after pretraining: Int, _ annealing: AnnealingSchedule) -> Int
  /// Trains for all epochs of `start`, and comes to no more connections in all than its targets have.
  /// - Parameter observe: called after each epoch of the network that counts.
  /// - Returns: the trained network, and the curve of those epochs.
  /// - Throws: ``TrainingError``.
  func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve)
}

extension Method {
  /// Yes.
  public var continuesPretraining: Bool { true }
  /// Any number.
  public var largestNetwork: Int? { nil }

  /// For a method that prunes the first epoch at which the schedule has come to its target, else the first of all.
  public func firstEpoch(after pretraining: Int, _ annealing: AnnealingSchedule) -> Int {
    isPruned ? pretraining + annealing.targetEpoch : 1
  }
}
