public import Training

/// LassoNet chooses features (Lemhadri, Ruan, Abraham and Tibshirani, JMLR 22:127), then magnitude prunes what they
/// feed.
///
/// After the pretraining the penalty on features rises until as small a share of them is left as of connections is asked
/// for, at least one; M is 10, as the authors advise. The pretrained network keeps the connections of these features
/// and, among them and those of the other layers, the largest ones; it is trained on without the penalty.
public struct LassoNet: Method {
  /// `lassonet`.
  public let identifier = "lassonet"
  /// `LassoNet`.
  public let title = "LassoNet"
  /// Lemhadri et al.
  public var papers: [Paper] { [.lemhadri] }
  /// Yes.
  public let isPruned = true
  /// Its path has many steps.
  public let relativeCost = 2.4
  private static let hierarchy = 10.0

  /// LassoNet.
  public init() {}

  /// Chooses features, prunes, and trains on.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var curve = LearningCurve()
    let order = try Self.features(of: start, after: &curve, observe: observe)
    var state = start.pretrained
    let network = state.network
    let all = network.connectionsByLayer.reduce(0, +)
    // Enough features to hold the connections that the other layers cannot.
    let most = network.connectionsByLayer.dropFirst().reduce(0, +)
    let needed = (start.target - most + network.layers[0].outputs - 1) / network.layers[0].outputs
    let share = (order.count * start.target + all - 1) / all
    let kept = Set(order.prefix(max(1, needed, share)))
    var mask = network.mask
    for place in mask.layers[0].indices where !kept.contains(place / network.layers[0].outputs) {
      mask.layers[0][place] = false
    }
    state.network.connect(
      as: ConnectionScores(magnitudesOf: network).largest(start.target, among: mask))
    try start.trainer.train(
      &state, epochs: start.annealing.epochs - curve.losses.count, of: start.annealing.epochs,
      after: &curve, decay: start.decay, observe: observe)
    return (state, curve)
  }

  /// All features, those that stay longest on the path first.
  private static func features(
    of start: MethodStart, after curve: inout LearningCurve, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> [Int] {
    var state = start.pretrained
    let count = state.network.features.count
    // For each feature the epochs that it was there, and its norm in the last of them.
    var ages = Array(repeating: 0, count: count)
    let first = state.network.layers[0]
    var last = (0..<count).map { feature in
      first.weightValues[feature * first.outputs..<(feature + 1) * first.outputs]
        .reduce(Float(0)) { $0 + $1 * $1 }
    }
    let target = max(1, count * start.target / start.initial.connectionsByLayer.reduce(0, +))
    try start.trainer.followFeaturePath(
      &state, penalties: penalties(start.annealing.targetEpoch - 1, nodes: first.outputs),
      hierarchy: hierarchy,
      after: &curve
    ) { epoch, norms in
      observe(epoch)
      for (feature, norm) in norms.enumerated() where norm > 0 {
        ages[feature] += 1
        last[feature] = norm
      }
      return norms.count { $0 > 0 } > target
    }
    return (0..<count).sorted {
      ages[$0] != ages[$1]
        ? ages[$0] > ages[$1] : last[$0] != last[$1] ? last[$0] > last[$1] : $0 < $1
    }
  }

  /// λ of each epoch: a quarter of them without a penalty, so that the skip layer can learn, then from 0.01 on, evenly
  /// on a logarithmic scale, to where no step of a feature's weights to all nodes can keep it: Adam moves each by
  /// 3.2 learning rates at most, which M times their number outweighs.
  static func penalties(_ epochs: Int, nodes: Int) -> [Double] {
    guard epochs > 0 else { return [] }
    let free = (epochs + 3) / 4
    let last = 4 * hierarchy * Double(nodes)
    return Array(repeating: 0, count: free)
      + (epochs > free ? ProximalL1.penalties(epochs - free, from: 0.01, to: last) : [])
  }
}
