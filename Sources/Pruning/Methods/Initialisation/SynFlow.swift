public import Training

/// Pruning at initialisation without data: in 100 rounds the connections through which least flows are removed, so that
/// no layer is emptied before the others (Tanaka et al., arXiv:2006.05467).
public struct SynFlow: Method {
  /// `synflow`.
  public let identifier = "synflow"
  /// `SynFlow`.
  public let title = "SynFlow"
  /// Tanaka et al.
  public var papers: [Paper] { [.tanaka] }
  /// Yes.
  public let isPruned = true
  /// More than that of methods that prune once.
  public let relativeCost = 0.6
  /// No: it trains its connections from the start.
  public let continuesPretraining = false
  private static let rounds = 100

  /// SynFlow.
  public init() {}

  /// The first: it has its final connections from the start.
  public func firstEpoch(in schedule: MethodSchedule) -> Int { 1 }

  /// Prunes and trains.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    try start.trainSparse(
      Self.mask(of: start.initial, keeping: start.target), observe: observe)
  }

  /// The `count` connections of `network` that are left after all rounds.
  /// - Complexity: O(rounds · connections).
  static func mask(of network: Network, keeping count: Int) -> ConnectionMask {
    var mask = network.mask
    let schedule = GeometricSchedule(from: mask.connections, to: count, rounds: rounds)
    for count in schedule.connections {
      mask = ConnectionScores(flowThrough: network, mask).largest(count, among: mask)
    }
    return mask
  }
}
