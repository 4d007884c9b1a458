import Tabular
public import Training

/// Optimal Brain Damage: connections go on the schedule of gradual pruning, those of all layers with the smallest
/// saliency `h w² / 2` first, where h is the loss's second derivative by the weight (LeCun, Denker and Solla 1989,
/// "Optimal Brain Damage", NIPS 2, equation 5).
public struct OptimalBrainDamage: Method {
  /// `obd`.
  public let identifier = "obd"
  /// `OBD`.
  public let title = "OBD"
  /// LeCun, Denker and Solla.
  public var papers: [Paper] { [.lecun] }
  /// Yes.
  public let isPruned = true
  /// About three times that of CPNA: 2.9 times in the refits of reports/study/uci, 3.6 times in its search.
  public let relativeCost = 1.3
  /// The second derivatives are taken on so many rows, drawn anew each time.
  private static let rows = 500

  /// Optimal Brain Damage.
  public init() {}

  /// Prunes and trains on.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var stream = start.stream("rows")
    var state = start.pretrained
    var curve = LearningCurve()
    let initial = state.network.connectionsByLayer.reduce(0, +)
    let last = start.annealing.targetEpoch
    let schedule = CubicSchedule(epochs: last)
    try start.trainer.train(
      &state, epochs: start.annealing.epochs, of: start.annealing.epochs, after: &curve,
      decay: start.decay, isChanged: { $0 <= last },
      change: { network, epoch in
        var rows = start.trainer.rows
        stream.shuffle(&rows)
        let derivatives = LossDerivatives(
          of: network, on: start.trainer.table, rows: rows.prefix(Self.rows).sorted())
        let count = schedule.connections(in: epoch, from: initial, to: start.target)
        let scores = ConnectionScores(salienciesOf: network, under: derivatives)
        network.connect(as: scores.largest(count, among: network.mask))
      }, observe: observe)
    return (state, curve)
  }
}

extension ConnectionScores {
  /// `h w² / 2`.
  init(salienciesOf network: Network, under derivatives: LossDerivatives) {
    layers = zip(network.layers, derivatives.hessianDiagonal()).map { layer, diagonal in
      zip(layer.weightValues, diagonal).map { Float($1 * Double($0) * Double($0) / 2) }
    }
  }
}
