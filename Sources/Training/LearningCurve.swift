/// The loss and the correct classifications after each epoch of a training.
public struct LearningCurve: Hashable, Sendable {
  /// The mean cross-entropy on the training samples during each epoch.
  public internal(set) var losses: [Double] = []
  /// The number of correctly classified evaluation samples after each epoch; empty if there are no evaluation
  /// samples.
  public internal(set) var correct: [Int] = []

  /// A curve without any epoch.
  public init() {}

  /// This curve followed by `next`.
  public func followed(by next: LearningCurve) -> LearningCurve {
    var result = self
    result.losses += next.losses
    result.correct += next.correct
    return result
  }
}
