public import Training

/// A control that shows how much a found sub-network's trained weights matter. Its connections are trained a
/// second time, from new random weights (reinitialised) or from their weights at initialisation (rewound), for
/// as many epochs as a dense network; or as many others are, in each layer, from the weights at initialisation (shuffled) (paper, section 4.1; Frankle and Carbin, arXiv:1803.03635).
public struct SubnetworkControl: Method {
  /// `reinitialised` or `rewound`.
  public let identifier: String
  /// `reinitialised NN+CPNA`.
  public let title: String
  /// True: it has the connections that the other method found.
  public let isPruned = true
  /// False: its weights start anew.
  public let continuesPretraining = false
  /// As the method that finds the sub-network.
  public var usesPretraining: Bool { method.usesPretraining }
  private var method: any Method
  private let start: SubnetworkStart

  /// - Parameters:
  ///   - method: the method that finds the sub-network.
  ///   - start: the weights that it is trained from.
  public init(of method: any Method = CPNA(), from start: SubnetworkStart) {
    let word =
      switch start {
      case .reinitialised: "reinitialised"
      case .rewound: "rewound"
      case .shuffled: "shuffled"
      }
    identifier = method.identifier == "cpna" ? word : "\(word)-\(method.identifier)"
    title = "\(word) \(method.title)"
    self.method = method
    self.start = start
  }

  /// Reads the options of the method that finds the sub-network.
  public func configured(by options: inout MethodOptions) throws(OptionError) -> SubnetworkControl {
    var result = self
    result.method = try method.configured(by: &options)
    return result
  }

  /// The first epoch: the sub-network has its final connections from the start.
  public func firstEpoch(in schedule: MethodSchedule) -> Int { 1 }

  /// Finds the sub-network, resets its weights and trains it.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    let found = try method.train(start) { _ in }
    var state = TrainingState(
      subnetwork: found.state.network, from: self.start, initial: start.initial,
      stream: start.stream(identifier))
    let first = try start.trainer.train(
      &state, epochs: start.pretrainingEpochs, observe: observe)
    let rest = try start.trainer.train(
      &state, epochs: start.annealing.epochs, decay: start.decay, observe: observe)
    return (state, first.followed(by: rest))
  }
}
