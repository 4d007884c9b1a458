public import Training

/// What a found sub-network's weights are worth: its connections are trained again, from fresh random weights
/// (reinitialised) or from those that they had at initialisation (rewound), for as many epochs as a dense network
/// (paper, section 4.1; Frankle and Carbin, arXiv:1803.03635).
public struct SubnetworkControl: Method {
  /// `reinitialised` or `rewound`.
  public let identifier: String
  /// `reinitialised NN+CPNA`.
  public let title: String
  /// Yes: it has the connections that the other method found.
  public let isPruned = true
  /// No: its weights are new.
  public let continuesPretraining = false
  private let method: any Method
  private let start: SubnetworkStart

  /// - Parameters:
  ///   - method: finds the sub-network.
  ///   - start: what its weights become.
  public init(of method: any Method = CPNA(), from start: SubnetworkStart) {
    let word =
      switch start {
      case .random: "reinitialised"
      case .initial: "rewound"
      case .shuffled: "shuffled"
      }
    identifier = method.identifier == "cpna" ? word : "\(word)-\(method.identifier)"
    title = "\(word) \(method.title)"
    self.method = method
    self.start = start
  }

  /// The first: it has its final connections from the start.
  public func firstEpoch(after pretraining: Int, _ annealing: AnnealingSchedule) -> Int { 1 }

  /// Finds the sub-network, and trains it again.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    let found = try method.train(start) { _ in }
    var state = TrainingState(
      retraining: found.state.network, from: self.start, initial: start.initial,
      stream: start.stream(identifier))
    let first = try start.trainer.train(
      &state, epochs: start.pretrainingEpochs, observe: observe)
    let rest = try start.trainer.train(
      &state, epochs: start.annealing.epochs, decay: start.decay, observe: observe)
    return (state, first.followed(by: rest))
  }
}
