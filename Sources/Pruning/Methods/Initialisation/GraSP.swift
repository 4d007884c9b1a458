import Tabular
public import Training

/// Pruning at initialisation that preserves the flow of the gradient: connections whose removal lowers the gradient's
/// norm least go, those with the largest `-w · (H g)` (Wang, Zhang and Grosse, arXiv:2002.07376, equation 8 and
/// algorithm 1).
public struct GraSP: Method {
  /// `grasp`.
  public let identifier = "grasp"
  /// `GraSP`.
  public let title = "GraSP"
  /// Wang, Zhang and Grosse.
  public var papers: [Paper] { [.wang] }
  /// Yes.
  public let isPruned = true
  /// No: it trains its connections from the start.
  public let continuesPretraining = false
  /// The logits are divided by it, as the authors' code does.
  private static let temperature = 200.0
  /// The rows of each class that the derivatives are taken on.
  private static let rowsPerClass = 25

  /// GraSP.
  public init() {}

  /// The first: it has its final connections from the start.
  public func firstEpoch(in schedule: MethodSchedule) -> Int { 1 }

  /// Prunes and trains.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var stream = start.stream("rows")
    var rows = start.trainer.rows
    stream.shuffle(&rows)
    let byClass = Dictionary(grouping: rows) { start.trainer.table.labels[$0] }
    let chosen = byClass.values.flatMap { $0.prefix(Self.rowsPerClass) }.sorted()
    let derivatives = LossDerivatives(
      of: start.initial, on: start.trainer.table, rows: chosen, temperature: Self.temperature)
    let scores = ConnectionScores(gradientFlowOf: start.initial, under: derivatives)
    return try start.trainSparse(
      scores.largest(start.target, among: start.initial.mask), observe: observe)
  }
}

extension ConnectionScores {
  /// `w · (H g)`: the larger, the more the gradient's norm falls without the connection. Divided by the largest
  /// magnitude, which changes no order.
  init(gradientFlowOf network: Network, under derivatives: LossDerivatives) {
    let product = derivatives.hessianProduct(derivatives.gradient())
    let scores = zip(network.layers, product).map { layer, product in
      zip(layer.weightValues, product).map { Double($0) * $1 }
    }
    let largest = scores.joined().map(\.magnitude).max() ?? 0
    layers = scores.map { $0.map { largest > 0 ? Float($0 / largest) : 0 } }
  }
}
