public import Training

/// Iterative magnitude pruning: train, remove a fifth of the connections, the smallest of all layers, go back, and
/// train again, until the target is reached.
///
/// The epochs that all methods have are divided evenly over the trainings. Where there are not enough for a training
/// each round, several rounds remove theirs at once. With `epochs: each-round` every training has all epochs, as the
/// papers have it: a comparison then shows what that costs.
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
  /// Those of what a round goes back to.
  public var papers: [Paper] {
    rewinding == .weights ? [.frankleLottery, .frankleLinear] : [.renda]
  }
  /// Yes.
  public let isPruned = true
  /// No: its epochs are divided in another way.
  public let continuesPretraining = false
  /// A training of all epochs for each of a dozen rounds, or its part of the epochs.
  public var relativeCost: Double { isFull ? 4.8 : 0.6 }
  private let rewinding: Rewinding
  private var isFull = false

  /// How many epochs a training has.
  private enum Epochs: String, CaseIterable {
    /// Its part of those that all methods have.
    case divided
    /// All of them.
    case eachRound = "each-round"
  }

  /// - Parameter rewinding: what a round goes back to.
  public init(_ rewinding: Rewinding = .weights) {
    identifier = rewinding == .weights ? "lottery" : "rate-rewinding"
    title = rewinding == .weights ? "lottery ticket" : "learning-rate rewinding"
    self.rewinding = rewinding
  }

  /// Reads `epochs`, `divided` or `each-round`.
  public func configured(
    by options: inout MethodOptions
  ) throws(OptionError) -> IterativeMagnitude {
    var result = self
    result.isFull =
      try options.choice("epochs", default: isFull ? Epochs.eachRound : .divided) == .eachRound
    return result
  }

  /// The first epoch of the last training.
  public func firstEpoch(in schedule: MethodSchedule) -> Int {
    let trainings = Trainings(schedule, areFull: isFull)
    if isFull { return trainings.early + 1 }
    return trainings.early + trainings.epochs.dropLast().reduce(0, +) + 1
  }

  /// Trains and prunes round by round.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = TrainingState(network: start.initial, stream: start.stream("minibatches"))
    let trainings = Trainings(start.schedule, areFull: isFull)
    var curve = try start.trainer.train(&state, epochs: trainings.early, observe: observe)
    let rewound = state
    for (training, epochs) in trainings.epochs.enumerated() {
      if training > 0 {
        let network = state.network
        let mask = ConnectionScores(magnitudesOf: network)
          .largest(trainings.connections[training - 1], among: network.mask)
        if rewinding == .weights { state = rewound }
        state.network.connect(as: mask)
      }
      // Of full trainings the last one is what is seen.
      let isSeen = !isFull || training == trainings.epochs.count - 1
      let own = try start.trainer.train(&state, epochs: epochs, decay: start.decay) {
        if isSeen { observe($0) }
      }
      if isSeen { curve = curve.followed(by: own) }
    }
    return (state, curve)
  }

  /// How the epochs are divided.
  struct Trainings: Hashable {
    /// The epochs before the state that rounds go back to.
    let early: Int
    /// The epochs of each training after that.
    let epochs: [Int]
    /// The connections that are left after each training but the last.
    let connections: [Int]

    init(_ schedule: MethodSchedule, areFull: Bool = false) {
      early = min(1, schedule.epochs - 1)
      let left = schedule.epochs - early
      connections = Self.rounds(
        from: schedule.connections, to: schedule.target, atMost: areFull ? .max : left - 1)
      let count = connections.count + 1
      epochs = (0..<count).map { round in
        areFull ? left : left * (round + 1) / count - left * round / count
      }
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
}
