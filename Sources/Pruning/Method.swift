public import Training

/// A way to get from a pretrained network to the network that is scored, within the epochs and the connections
/// that a comparison allows all its methods.
///
/// A method is a value: its options are its properties. A new method is a new type that conforms to this
/// protocol; nothing else needs to change.
public protocol Method: Sendable {
  /// The name in protocol files and journals: lower-case letters, digits and hyphens, such as `cpna`.
  var identifier: String { get }
  /// The name in tables: `NN+CPNA`.
  var title: String { get }
  /// Whether it removes connections. Such a method is tried at each of a protocol's levels.
  var isPruned: Bool { get }
  /// Whether the scored network is the pretrained one, trained further. A control, and a method that prunes at
  /// initialisation, starts from other weights.
  var continuesPretraining: Bool { get }
  /// The method with the options that a protocol chooses for it. It reads each of its options, with its own value as
  /// the default:
  ///
  /// ```swift
  /// func configured(by options: inout MethodOptions) throws(OptionError) -> Gradual {
  ///   var result = self
  ///   result.rounds = try options.integer("rounds", in: 1...100, default: rounds)
  ///   return result
  /// }
  /// ```
  /// - Throws: ``OptionError`` for a value that an option cannot have.
  func configured(by options: inout MethodOptions) throws(OptionError) -> Self
  /// Whether it needs the pretrained network at all, be it for a sub-network that it trains anew.
  var usesPretraining: Bool { get }
  /// Whether of the settings that are as good as the best the smallest network is chosen: within one standard error of
  /// its validation score (Breiman et al., Classification and Regression Trees, 1984, section 3.4.3).
  var choosesSmallest: Bool { get }
  /// The most weights and biases that a network may have for the method to be applied to it; nil for any number.
  var largestNetwork: Int? { get }
  /// About how long its epochs after the pretraining take, where 1 is as long as those of a dense network: what
  /// forecasts, the time that is left and shards count by. No result depends on it.
  var relativeCost: Double { get }
  /// About how many multiplications it takes beside its epochs, on a network of this size.
  func otherWork(on architecture: Architecture) -> Double
  /// What describes it, for a list of references.
  var papers: [Paper] { get }
  /// The first epoch, counted from 1 at the start of all training, whose network may be scored: from this epoch
  /// on it has its final connections.
  func firstEpoch(in schedule: MethodSchedule) -> Int
  /// Trains for all epochs of `start`, and ends with at most as many connections in total as its targets;
  /// with more only where it prunes nodes, of which each hidden layer keeps one.
  /// - Parameter observe: called after each epoch of the scored network.
  /// - Returns: the trained network, and the curve of those epochs.
  /// - Throws: ``TrainingError``.
  func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve)
}

extension Method {
  /// True: most methods train the pretrained network further.
  public var continuesPretraining: Bool { true }
  /// As it continues the pretraining.
  public var usesPretraining: Bool { continuesPretraining }
  /// False.
  public var choosesSmallest: Bool { false }
  /// Any number.
  public var largestNetwork: Int? { nil }
  /// 0.4 for a method that prunes: so it was in the 18 000 searched settings of reports/uci/paper, all five datasets
  /// and levels together (0.35 on ISOLET to 0.67 on Segmentation: the larger the network, the less). The costs of other
  /// methods are as many times that as their fits take times CPNA's in reports/methods/uci.
  public var relativeCost: Double { isPruned ? 0.4 : 1 }
  /// None.
  public func otherWork(on architecture: Architecture) -> Double { 0 }
  /// None.
  public var papers: [Paper] { [] }

  /// The method as it is: it has no options.
  public func configured(by options: inout MethodOptions) throws(OptionError) -> Self { self }

  /// For a method that prunes, the first epoch at the schedule's target; otherwise epoch 1.
  public func firstEpoch(in schedule: MethodSchedule) -> Int {
    isPruned ? schedule.pretrainingEpochs + schedule.annealing.targetEpoch : 1
  }
}
