/// What a refit predicts for the test set at the epoch that counts. Every score at that epoch but those of
/// probabilities can be computed from it, by anyone.
public struct TestPredictions: Codable, Hashable, Sendable {
  /// The epoch: the one that validation chose, or the best where the test set chooses.
  public let epoch: Int
  /// The true class of each row of the test set.
  public let labels: [Int]
  /// The predicted class of each.
  public let classes: [Int]
  /// The mean cross-entropy of the test set, in nats; nil in runs that were made before it was kept.
  public let logLoss: Double?
  /// For each class the area under the ROC curve of that class against all others; nil for a class that all rows of the
  /// test set have or none, and altogether in older runs and without probabilities.
  public var areas: [Double?]?
}
