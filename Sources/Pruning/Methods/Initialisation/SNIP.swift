public import Training

/// Pruning at initialisation by the sensitivity of the loss to each connection (Lee, Ajanthan and Torr,
/// arXiv:1810.02340), taken over all rows trained on.
public struct SNIP: Method {
  /// `snip`.
  public let identifier = "snip"
  /// `SNIP`.
  public let title = "SNIP"
  /// Lee, Ajanthan and Torr.
  public var papers: [Paper] { [.lee] }
  /// Yes.
  public let isPruned = true
  /// No: it trains its connections from the start.
  public let continuesPretraining = false

  /// SNIP.
  public init() {}

  /// The first: it has its final connections from the start.
  public func firstEpoch(in schedule: MethodSchedule) -> Int { 1 }

  /// Prunes and trains.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    let gradient = try start.trainer.gradient(of: start.initial, rows: start.trainer.rows)
    let scores = ConnectionScores(sensitivitiesOf: start.initial, under: gradient)
    return try start.trainSparse(
      scores.largest(start.target, among: start.initial.mask), observe: observe)
  }
}
