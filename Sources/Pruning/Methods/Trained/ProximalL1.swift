public import Training

/// Pruning by an L1 penalty on the weights: after each step they move towards 0 by the learning rate times λ, and stay
/// at 0 if they come to it (soft threshold; Parikh and Boyd, doi:10.1561/2400000003, section 6.5.2).
///
/// After the pretraining λ rises epoch by epoch from 1e-4 to 10, from a dense network to an empty one, as a path of
/// regularisation does. When no more than the connections asked for are left, they and the last ones to vanish stay,
/// and the network is trained on without the penalty.
public struct ProximalL1: Method {
  /// `l1`.
  public let identifier = "l1"
  /// `L1`.
  public let title = "L1"
  /// Parikh and Boyd.
  public var papers: [Paper] { [.parikh] }
  /// Yes.
  public let isPruned = true

  /// L1.
  public init() {}

  /// Prunes and trains on.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = start.pretrained
    var curve = LearningCurve()
    let (epochs, end) = (start.annealing.epochs, start.annealing.targetEpoch)
    let penalties = Self.penalties(end, from: 1e-4, to: 10)
    var before = ConnectionScores(magnitudesOf: state.network)
    var isPruned = false
    for epoch in 1...epochs {
      let now = ConnectionScores(magnitudesOf: state.network)
      if !isPruned, epoch == end || now.positive <= start.target {
        let scores = now.positive < start.target ? now.followed(by: before) : now
        state.network.connect(as: scores.largest(start.target, among: state.network.mask))
        isPruned = true
      }
      before = now
      let trainer =
        isPruned ? start.trainer : start.trainer.penalizing(l1: penalties[epoch - 1])
      do throws(TrainingError) {
        try trainer.train(
          &state, epochs: 1, of: epochs, after: &curve, decay: start.decay, observe: observe)
      } catch .diverged {
        throw .diverged(epoch: epoch)
      }
    }
    return (state, curve)
  }

  /// λ of each epoch before the last of pruning: evenly from the first to the last on a logarithmic scale.
  static func penalties(_ epochs: Int, from first: Double, to last: Double) -> [Double] {
    let factor = GeometricSchedule.root(max(1, epochs - 1), of: first / last)
    var penalties = [last]
    while penalties.count < epochs { penalties.append(penalties[penalties.count - 1] * factor) }
    return penalties.reversed()
  }
}

extension ConnectionScores {
  /// How many scores are above 0.
  fileprivate var positive: Int { layers.joined().count { $0 > 0 } }

  /// These scores, and behind them, where they are 0, the order of `others`.
  fileprivate func followed(by others: ConnectionScores) -> ConnectionScores {
    let least = layers.joined().filter { $0 > 0 }.min() ?? 1
    let most = others.layers.joined().max() ?? 0
    guard most > 0 else { return self }
    return ConnectionScores(
      layers: zip(layers, others.layers).map { own, other in
        zip(own, other).map { $0 > 0 ? $0 : $1 / most * least / 2 }
      })
  }
}
