public import Training

/// Iterative magnitude pruning: train, remove a fifth of the connections, the smallest of all layers, go back, and
/// train again, until the target is reached.
///
/// The epochs that all methods have are divided evenly over the trainings. Where there are not enough for a training
/// each round, several rounds remove theirs at once.
public struct IterativeMagnitude: Method {
  /// What a round goes back to.
  public enum Rewinding: String, CaseIterable, Hashable, Sendable {
    /// The weights and moments after the first epoch: lottery tickets (Frankle and Carbin, arXiv:1803.03635; Frankle
    /// et al., arXiv:1912.05671, for the epoch).
    case weights
    /// The learning rate's schedule alone; weights stay (Renda, Frankle and Carbin, arXiv:2003.02389).
    case rate
  }

  /// `lottery` or `rate-rewinding`.
  public let identifier: String
  /// `lottery ticket` or `learning-rate rewinding`.
  public let title: String
  /// Yes.
  public let isPruned = true
  /// No: its epochs are divided in another way.
  public let continuesPretraining = false
  private let rewinding: Rewinding

  /// - Parameter rewinding: what a round goes back to.
  public init(_ rewinding: Rewinding = .weights) {
    identifier = rewinding == .weights ? "lottery" : "rate-rewinding"
    title = rewinding == .weights ? "lottery ticket" : "learning-rate rewinding"
    self.rewinding = rewinding
  }

  /// The last: how many trainings there are depends on the target.
  public func firstEpoch(after pretraining: Int, _ annealing: AnnealingSchedule) -> Int {
    pretraining + annealing.epochs
  }

  /// Trains and prunes round by round.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = TrainingState(network: start.initial, stream: start.stream("minibatches"))
    let early = min(1, start.epochs - 1)
    var curve = try start.trainer.train(&state, epochs: early, observe: observe)
    let rewound = state
    let left = start.epochs - early
    let counts = Self.rounds(
      from: start.initial.connectionsByLayer.reduce(0, +), to: start.target, atMost: left - 1)
    let trainings = counts.count + 1
    for training in 0..<trainings {
      if training > 0 {
        let network = state.network
        let mask = ConnectionScores(magnitudesOf: network)
          .largest(counts[training - 1], among: network.mask)
        if rewinding == .weights { state = rewound }
        state.network.connect(as: mask)
      }
      let epochs = left * (training + 1) / trainings - left * training / trainings
      let own = try start.trainer.train(
        &state, epochs: epochs, decay: start.decay, observe: observe)
      curve = curve.followed(by: own)
    }
    return (state, curve)
  }

  /// The connections after each round: four fifths of those before, and at last the target.
  /// - Parameter most: the rounds that there are epochs for.
  static func rounds(from connections: Int, to target: Int, atMost most: Int) -> [Int] {
    var counts: [Int] = []
    var left = connections
    while left > target {
      // Of few connections a fifth may be none.
      left = max(target, min(left - 1, (4 * left + 2) / 5))
      counts.append(left)
    }
    guard counts.count > most else { return counts }
    return (1...max(1, most)).map { counts[$0 * counts.count / max(1, most) - 1] }
  }
}
