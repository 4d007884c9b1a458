/// What was observed after each epoch of a training.
public struct LearningCurve: Hashable, Sendable {
  /// The mean cross-entropy on the training samples during each epoch.
  public internal(set) var losses: [Double] = []
  /// The correctly classified evaluation samples after each epoch; empty without such samples.
  public internal(set) var correct: [Int] = []

  /// A curve without an epoch.
  public init() {}

  /// This curve followed by `next`.
  public func followed(by next: LearningCurve) -> LearningCurve {
    var result = self
    result.losses += next.losses
    result.correct += next.correct
    return result
  }
}
