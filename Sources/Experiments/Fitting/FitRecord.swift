public import Foundation
import Runs

/// What became of one fit: a line of the journal. Records are cheap to copy: reports sort and group many of them.
public struct FitRecord: Hashable, Sendable {
  /// Which fit.
  public var key: FitKey { content.key }
  /// What it came to.
  public var outcome: Outcome { content.outcome }
  /// Seconds of CPU time that the fit took, with its share of the pretraining that it forked
  /// from.
  public var seconds: Double { content.seconds }
  /// Of a refit whose epoch the test set does not choose, what it costs; nil in older runs.
  public var cost: Cost? { content.cost }
  /// When it ended.
  public var finished: Date { content.finished }

  private let content: Content

  private final class Content: Codable, Hashable, Sendable {
    let key: FitKey
    let outcome: Outcome
    let seconds: Double
    let cost: Cost?
    let finished: Date

    init(key: FitKey, outcome: Outcome, seconds: Double, cost: Cost?, finished: Date) {
      self.key = key
      self.outcome = outcome
      self.seconds = seconds
      self.cost = cost
      self.finished = finished
    }

    static func == (a: Content, b: Content) -> Bool {
      a === b
        || a.key == b.key && a.outcome == b.outcome && a.seconds == b.seconds && a.cost == b.cost
          && a.finished == b.finished
    }

    func hash(into hasher: inout Hasher) { hasher.combine(key) }
  }

  init(
    key: FitKey, outcome: Outcome, seconds: Double, cost: Cost? = nil, finished: Date
  ) {
    content = Content(key: key, outcome: outcome, seconds: seconds, cost: cost, finished: finished)
  }

  /// The same of another fit.
  func with(key: FitKey) -> FitRecord {
    FitRecord(key: key, outcome: outcome, seconds: seconds, cost: cost, finished: finished)
  }

  /// What a network costs, whatever else was forked from the same pretraining.
  public struct Cost: Codable, Hashable, Sendable {
    /// Seconds of CPU time to train it, the whole pretraining and the test after each epoch among
    /// them.
    public let training: Double
    /// Seconds of CPU time to predict a row of the test set, all of them at once.
    public let prediction: Double
  }

  /// A result, or why there is none.
  public enum Outcome: Codable, Hashable, Sendable {
    case result(FitResult)
    case failure(String)
  }

  /// The result, unless the fit failed.
  public var result: FitResult? {
    if case .result(let result) = outcome { result } else { nil }
  }

  /// Why the fit failed, if it did.
  public var failure: String? {
    if case .failure(let reason) = outcome { reason } else { nil }
  }
}

extension FitRecord: Codable {
  /// Reads a line of a journal.
  public init(from decoder: any Decoder) throws { content = try Content(from: decoder) }

  /// Writes a line of a journal.
  public func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }
}

extension FitRecord: JournalRecord {
  package static var incidentalMembers: Set<String> { ["cost", "finished", "seconds"] }

  package static func order(of records: [FitRecord]) -> @Sendable (Int, Int) -> Bool {
    { records[$0].key < records[$1].key }
  }

  package func agrees(with other: FitRecord) -> Bool {
    key == other.key && outcome == other.outcome
  }
}

/// What a training came to. Counts, not rates: exact, and every rate can be derived.
public struct FitResult: Codable, Hashable, Sendable {
  /// The rows trained on.
  public let trainingRows: Int
  /// The rows of the validation fold, or of the test set.
  public let heldOutRows: Int
  /// The connections left in each layer, from the input side.
  public let connections: [Int]
  /// Those on a path from a feature to a class.
  public let effectiveConnections: Int
  /// The epoch of the first entry of `correct`, counted from 1. A pruned network counts from the
  /// first epoch with its final connections. In a search where the last epoch counts it is that.
  public let firstEpoch: Int
  /// The correctly classified held-out rows after each epoch from `firstEpoch` on.
  public var correct: [Int] { counts.map(Int.init) }
  /// The same in half the memory, of which most is theirs.
  let counts: [Int32]
  /// The mean cross-entropy on the training rows during the last epoch.
  public let loss: Double
  /// Of a refit, what it predicts for the test set.
  public var predictions: TestPredictions? { refit?.value.predictions }
  /// Of a split's first refit, how it went; older runs have it of all.
  public var history: TrainingHistory? { refit?.value.history }
  /// Of a refit the features, the nodes of each hidden layer and the classes that are left; nil in older runs.
  public var widths: [Int]? { refit?.value.widths }
  /// Of a refit that was pruned, the features with a path to a class after the last epoch, by their columns from 0,
  /// ascending; nil in older runs.
  public var features: [Int]? { refit?.value.features }
  /// What only refits have; nil if there is nothing.
  let refit: Shared<Refit>?

  struct Refit: Hashable, Sendable {
    let predictions: TestPredictions?
    let history: TrainingHistory?
    let widths: [Int]?
    let features: [Int]?

    /// Nil if all are.
    static func shared(
      _ predictions: TestPredictions?, _ history: TrainingHistory?, _ widths: [Int]?,
      _ features: [Int]?
    ) -> Shared<Refit>? {
      guard predictions != nil || history != nil || widths != nil || features != nil else {
        return nil
      }
      return Shared(
        Refit(predictions: predictions, history: history, widths: widths, features: features))
    }
  }

  enum CodingKeys: String, CodingKey {
    case trainingRows
    case heldOutRows
    case connections
    case effectiveConnections
    case firstEpoch
    /// `correct`, each entry but the first as its difference to the one before: small numbers, which
    /// pack well.
    case correctChanges
    case loss
    case predictions
    case history
    case widths
    case features
  }

  init(
    trainingRows: Int, heldOutRows: Int, connections: [Int], effectiveConnections: Int,
    firstEpoch: Int, correct: [Int], loss: Double, predictions: TestPredictions?,
    history: TrainingHistory?, widths: [Int]? = nil, features: [Int]? = nil
  ) {
    self.trainingRows = trainingRows
    self.heldOutRows = heldOutRows
    self.connections = connections
    self.effectiveConnections = effectiveConnections
    self.firstEpoch = firstEpoch
    counts = correct.map(Int32.init(clamping:))
    self.loss = loss
    refit = Refit.shared(predictions, history, widths, features)
  }

  /// The same with the widths of its network, and the features that are left.
  func with(widths: [Int]?, features: [Int]?) -> FitResult {
    FitResult(
      trainingRows: trainingRows, heldOutRows: heldOutRows, connections: connections,
      effectiveConnections: effectiveConnections, firstEpoch: firstEpoch, correct: correct,
      loss: loss, predictions: predictions, history: history, widths: widths, features: features)
  }

  /// The share of held-out rows that were classified correctly after `epoch`; nil if the epoch
  /// does not count.
  public func accuracy(after epoch: Int) -> Double? {
    guard counts.indices.contains(epoch - firstEpoch) else { return nil }
    return Double(counts[epoch - firstEpoch]) / Double(heldOutRows)
  }

  /// The mean accuracy after the last epochs, as many as are asked for and count.
  public func meanAccuracy(ofLast epochs: Int) -> Double {
    let last = counts.suffix(epochs)
    return Double(last.reduce(0) { $0 + Int($1) }) / Double(max(1, last.count) * heldOutRows)
  }

  /// The accuracy after the last epoch.
  public var lastAccuracy: Double { Double(counts.last ?? 0) / Double(heldOutRows) }

  /// The best accuracy over the epochs, and the first epoch that has it.
  public var best: (epoch: Int, accuracy: Double) {
    let most = counts.max() ?? 0
    let epoch = firstEpoch + (counts.firstIndex(of: most) ?? 0)
    return (epoch, Double(most) / Double(heldOutRows))
  }
}

extension FitResult {
  /// Reads a line of a journal.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    trainingRows = try container.decode(Int.self, forKey: .trainingRows)
    let heldOut = try container.decode(Int.self, forKey: .heldOutRows)
    heldOutRows = heldOut
    connections = try container.decode([Int].self, forKey: .connections)
    effectiveConnections = try container.decode(Int.self, forKey: .effectiveConnections)
    firstEpoch = try container.decode(Int.self, forKey: .firstEpoch)
    loss = try container.decode(Double.self, forKey: .loss)
    refit = Refit.shared(
      try container.decodeIfPresent(TestPredictions.self, forKey: .predictions),
      try container.decodeIfPresent(TrainingHistory.self, forKey: .history),
      try container.decodeIfPresent([Int].self, forKey: .widths),
      try container.decodeIfPresent([Int].self, forKey: .features))
    let changes = try container.decode([Int].self, forKey: .correctChanges)
    guard let counts = Self.counts(after: changes, most: heldOut) else {
      throw DecodingError.dataCorruptedError(
        forKey: .correctChanges, in: container, debugDescription: "counts from 0 to \(heldOut)")
    }
    self.counts = counts
  }

  /// What comes to be by such changes, from 0 on; nil if one is not from 0 to `most`.
  static func counts(after changes: [Int], most: Int) -> [Int32]? {
    var counts: [Int32] = []
    counts.reserveCapacity(changes.count)
    var count = 0
    for change in changes {
      let (sum, overflows) = count.addingReportingOverflow(change)
      guard !overflows, sum >= 0, sum <= most, let short = Int32(exactly: sum) else { return nil }
      count = sum
      counts.append(short)
    }
    return counts
  }

  /// Writes a line of a journal.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(trainingRows, forKey: .trainingRows)
    try container.encode(heldOutRows, forKey: .heldOutRows)
    try container.encode(connections, forKey: .connections)
    try container.encode(effectiveConnections, forKey: .effectiveConnections)
    try container.encode(firstEpoch, forKey: .firstEpoch)
    try container.encode(loss, forKey: .loss)
    try container.encodeIfPresent(predictions, forKey: .predictions)
    try container.encodeIfPresent(history, forKey: .history)
    try container.encodeIfPresent(widths, forKey: .widths)
    try container.encodeIfPresent(features, forKey: .features)
    let changes = zip(correct, [0] + correct).map { $0 - $1 }
    try container.encode(changes, forKey: .correctChanges)
  }
}
