package import Protocols

/// What became of one fit of a study: a line of the journal.
public struct StudyRecord: Codable, Hashable, Sendable {
  /// Which fit.
  public let key: StudyKey
  /// The result; nil if the fit failed.
  public let result: StudyResult?
  /// Why the fit failed; nil if it did not.
  public let failure: String?
  /// Seconds that the fit took, its share of what it forked from included.
  public let seconds: Double
}

extension StudyRecord: JournalRecord {}

/// What a training came to, after the epoch that counts.
public struct StudyResult: Codable, Hashable, Sendable {
  /// The scores of a network.
  public struct Scores: Codable, Hashable, Sendable {
    /// The mean cross-entropy of the training samples.
    public let loss: Double
    /// The AUC of the training samples.
    public let trainingAUC: Double
    /// The AUC of the validation samples; nil without any.
    public let validationAUC: Double?
    /// The AUC of the test samples.
    public let testAUC: Double
  }

  /// Losses and AUCs after each epoch.
  public struct Curve: Codable, Hashable, Sendable {
    /// Cross-entropies.
    public var trainingLoss: [Double] = []
    public var testLoss: [Double] = []
    /// Areas under the ROC curve.
    public var trainingAUC: [Double] = []
    public var testAUC: [Double] = []
    /// The connections of the whole network.
    public var connections: [Int] = []
  }

  /// The epoch that counts, from 1 at the network's initialisation, and all epochs.
  public let epoch: Int
  public let epochs: Int
  /// The scores after that epoch.
  public let chosen: Scores
  /// The test AUC after the last epoch.
  public let lastTestAUC: Double
  /// The connections left in each layer, from the input side, and those on a path from a feature
  /// to an output.
  public let connections: [Int]
  public let effectiveConnections: Int
  /// The features left, from 0: the first k decide.
  public let features: [Int]
  /// For each hidden node left the features that it sees; nil where the input layer was not pruned.
  public let featuresByNode: [[Int]]?
  /// The hidden nodes left.
  public let hiddenNodes: Int
  /// Every epoch, where the study keeps it.
  public let curve: Curve?
}
