import Runs

/// What became of one fit of a study: a line of the journal.
public struct StudyRecord: Codable, Hashable, Sendable {
  /// Which fit.
  public let key: StudyKey
  /// The result; nil if the fit failed.
  public let result: StudyResult?
  /// Why the fit failed; nil if it did not.
  public let failure: String?
  /// Seconds that the fit took beyond the fit that it went on from, and an equal share of the
  /// pretraining.
  public let seconds: Double

  init(key: StudyKey, result: StudyResult?, failure: String?, seconds: Double) {
    self.key = key
    self.result = result
    self.failure = failure
    self.seconds = seconds
  }
}

extension StudyRecord: JournalRecord {}

extension StudyRecord {
  /// Reads a line of a journal, which has either a result or the reason why there is none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    key = try container.decode(StudyKey.self, forKey: .key)
    result = try container.decodeIfPresent(StudyResult.self, forKey: .result)
    failure = try container.decodeIfPresent(String.self, forKey: .failure)
    seconds = try container.decode(Double.self, forKey: .seconds)
    guard (result == nil) != (failure == nil) else {
      throw DecodingError.dataCorruptedError(
        forKey: .result, in: container, debugDescription: "a result or a failure")
    }
  }
}

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
    /// Cross-entropies of the training samples.
    public var trainingLoss: [Double] = []
    /// Cross-entropies of the test samples.
    public var testLoss: [Double] = []
    /// AUCs of the training samples.
    public var trainingAUC: [Double] = []
    /// AUCs of the test samples.
    public var testAUC: [Double] = []
    /// The connections of the whole network.
    public var connections: [Int] = []
  }

  /// The epoch that counts, from 1 at the network's initialisation.
  public let epoch: Int
  /// All epochs.
  public let epochs: Int
  /// The scores after that epoch.
  public let chosen: Scores
  /// The test AUC after the last epoch.
  public let lastTestAUC: Double
  /// The connections left in each layer, from the input side.
  public let connections: [Int]
  /// Those on a path from a feature to an output.
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
