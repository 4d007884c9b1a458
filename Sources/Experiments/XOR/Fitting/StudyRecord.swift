import Runs

/// What became of one fit of a study: a line of the journal.
package struct StudyRecord: Codable, Hashable, Sendable {
  /// Which fit.
  package let key: StudyKey
  /// The result; nil if the fit failed.
  package let result: StudyResult?
  /// Why the fit failed; nil if it did not.
  package let failure: String?
  /// Seconds that the fit took beyond the fit that it went on from, and an equal share of the
  /// pretraining.
  package let seconds: Double

  init(key: StudyKey, result: StudyResult?, failure: String?, seconds: Double) {
    self.key = key
    self.result = result
    self.failure = failure
    self.seconds = seconds
  }
}

extension StudyRecord: JournalRecord {
  package static var incidentalMembers: Set<String> { ["seconds"] }

  package func agrees(with other: StudyRecord) -> Bool {
    key == other.key && result == other.result && failure == other.failure
  }
}

extension StudyRecord {
  /// Reads a line of a journal, which has either a result or the reason why there is none.
  package init(from decoder: any Decoder) throws {
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
package struct StudyResult: Codable, Hashable, Sendable {
  /// The scores of a network.
  package struct Scores: Codable, Hashable, Sendable {
    /// The mean cross-entropy of the training samples.
    package let loss: Double
    /// The AUC of the training samples.
    package let trainingAUC: Double
    /// The AUC of the validation samples; nil without any.
    package let validationAUC: Double?
    /// The AUC of the test samples.
    package let testAUC: Double
  }

  /// Losses and AUCs after each epoch.
  package struct Curve: Codable, Hashable, Sendable {
    /// Cross-entropies of the training samples.
    package var trainingLoss: [Double] = []
    /// Cross-entropies of the test samples.
    package var testLoss: [Double] = []
    /// AUCs of the training samples.
    package var trainingAUC: [Double] = []
    /// AUCs of the test samples.
    package var testAUC: [Double] = []
    /// The connections of the whole network.
    package var connections: [Int] = []
  }

  /// The epoch that counts, from 1 at the network's initialisation.
  package let epoch: Int
  /// All epochs.
  package let epochs: Int
  /// The scores after that epoch.
  package let chosen: Scores
  /// The test AUC after the last epoch.
  package let lastTestAUC: Double
  /// The connections left in each layer, from the input side.
  package let connections: [Int]
  /// Those on a path from a feature to an output.
  package let effectiveConnections: Int
  /// The features left, from 0: the first k decide.
  package let features: [Int]
  /// For each hidden node left the features that it sees; nil where the input layer was not pruned.
  package let featuresByNode: [[Int]]?
  /// The hidden nodes left.
  package let hiddenNodes: Int
  /// Every epoch, where the study keeps it.
  package let curve: Curve?
}
