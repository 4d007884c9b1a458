public import Training

/// Connections drawn at random before any training: what every criterion must beat.
public struct RandomPruning: Method {
  /// `random` or `random-er`.
  public let identifier: String
  /// `random` or `random, Erdős–Rényi`.
  public let title: String
  /// Those of Erdős–Rényi densities.
  public var papers: [Paper] { densities == .uniform ? [] : [.mocanu, .evci] }
  /// Yes.
  public let isPruned = true
  /// No: it trains its connections from the start.
  public let continuesPretraining = false
  private let densities: LayerDensities

  /// - Parameter densities: how many connections each layer has.
  public init(_ densities: LayerDensities = .uniform) {
    identifier = densities == .uniform ? "random" : "random-er"
    title = densities == .uniform ? "random" : "random, Erdős–Rényi"
    self.densities = densities
  }

  /// The first: it has its final connections from the start.
  public func firstEpoch(in schedule: MethodSchedule) -> Int { 1 }

  /// Draws the connections and trains them.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var stream = start.stream("connections")
    let counts = densities.connections(start.target, widths: start.widths)
    return try start.trainSparse(
      ConnectionMask(random: counts, widths: start.widths, using: &stream), observe: observe)
  }
}
