/// How a refit went, epoch by epoch from the first.
public struct TrainingHistory: Codable, Hashable, Sendable {
  /// The connections left.
  public internal(set) var connections: [Int] = []
  /// The mean cross-entropy on the training rows during each epoch, to six decimals: for a picture.
  public internal(set) var losses: [Double] = []
  /// The correctly classified held-out rows.
  public internal(set) var correct: [Int] = []
}
