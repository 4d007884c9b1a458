public import Experiments
import Pruning
import Runs
import Statistics
import Training

/// What a run found for one dataset: a pure function of its records.
public struct Summary: Sendable {
  /// One method's outcome over all splits.
  public struct Entry: Sendable {
    /// Which column of the table.
    public let method: ComparedMethod
    /// The candidate that was chosen on each split, and its refits, for splits that have one.
    let splits: [Chosen]
    /// Refits without a result.
    public let failures: Int
    /// Test accuracy as the protocol counts it.
    let accuracy: Estimate?
    /// Test accuracy at the epoch that validation chose; nil where the test set chooses.
    let chosenEpoch: Estimate?
    /// Test accuracy at each refit's best epoch, as in the paper.
    let bestEpoch: Estimate?
    let lastEpoch: Estimate?
    /// Of the predictions at the epoch that counts.
    let balancedAccuracy: Estimate?
    let macroF1: Estimate?
    /// Of the test set, in nats, at the epoch that counts; nil in runs that did not keep it.
    let logLoss: Estimate?
    /// Seconds of a refit on one core; nil in runs that did not keep it.
    let trainingSeconds: MeanAndDeviation?
    /// Seconds of predicting a row of the test set, all of them at once, on one core.
    let predictionSeconds: MeanAndDeviation?
    /// The mean validation accuracy of the chosen candidate, over the splits.
    let validation: MeanAndDeviation?
    /// What it came to at each of its levels, where all of them were refitted; of a dense network the one that it has.
    let byLevel: [AtLevel]
    /// What its search took.
    let effort: Effort
  }

  /// A method at one of its levels.
  struct AtLevel: Sendable {
    /// Nil for a dense network.
    let level: Level?
    /// Test accuracy as the protocol counts it.
    let accuracy: Estimate
    /// The connections of the dense network by those that are left, the mean over the refits.
    let compression: Double
    /// Those that are left, the mean over the refits.
    let connections: Double
  }

  /// What was spent on a method.
  struct Effort: Hashable, Sendable {
    /// Settings tried, each at each level.
    let candidates: Int
    /// Fits of search and refits.
    let fits: Int
    /// Their CPU time in seconds.
    let seconds: Double
  }

  /// What was chosen on one split.
  struct Chosen: Sendable {
    /// The number of the split, from 0.
    let split: Int
    let candidate: Candidate
    /// The refits, by repeat, those without a result among them.
    let finals: [FitRecord]

    /// The results of those that have one.
    var results: [FitResult] { finals.compactMap(\.result) }
  }

  /// What a report says in place of a table of scores.
  static let noRefits: InlineText = """
    No refit is finished yet: the scores follow once the search is over and the chosen settings are trained on the whole training set.
    """

  /// Which dataset.
  public let dataset: DatasetSummary
  /// In the protocol's order of methods; a method without any fit yet is missing.
  public internal(set) var entries: [Entry]
  /// Of each method that prunes, for each split the best candidate of each level, in the protocol's order of levels.
  let levels: [MethodName: [[Candidate]]]
  /// Every setting of the baseline's search, on every split.
  let searched: [Candidate]
  /// The fits of the search and the refits, the failed ones among them, and the seconds
  /// that they took on one core.
  let searchFits: Int
  let finalFits: Int
  let failures: Int
  let seconds: Double

  /// Sums up the records of `dataset`, leaving out those of others.
  public init(_ dataset: DatasetSummary, _ records: [FitRecord], under protocolFile: ProtocolFile) {
    self.init(dataset, RecordsBySplit(records), under: protocolFile)
  }

  init(_ dataset: DatasetSummary, _ bySplit: RecordsBySplit, under protocolFile: ProtocolFile) {
    let splits = 0..<protocolFile.splits.count(of: dataset.name)
    let records = splits.flatMap { bySplit[dataset.name, $0] }
    self.dataset = dataset
    searchFits = records.count { $0.key.phase == .search }
    finalFits = records.count - searchFits
    failures = records.count { $0.failure != nil }
    seconds = records.map(\.seconds).reduce(0, +)
    let choices = Pieces.each(of: splits.count) {
      Choices(dataset, split: $0, records: bySplit[dataset.name, $0], under: protocolFile)
        .prepared()
    }
    let pruned = protocolFile.methods.filter(\.isPruned)
    levels = Dictionary(
      uniqueKeysWithValues: pruned.map { method in
        (method.name, choices.map { $0.byLevel(method) })
      })
    searched =
      protocolFile.baseline.map { method in
        choices.flatMap { $0.searched(method.name) }
      } ?? []
    let fits = Dictionary(grouping: records, by: \.key.method)
    entries = protocolFile.methods.compactMap { method in
      Entry(method, choices, dataset, fits[method.name] ?? [], under: protocolFile)
    }
  }

  /// Whether there are refits enough for intervals of means.
  var hasIntervals: Bool {
    entries.contains { $0.byLevel.contains { $0.accuracy.interval != nil } }
  }

  /// The entry of `method`.
  public func entry(_ method: MethodName) -> Entry? {
    entries.first { $0.method.name == method }
  }
}

extension Summary.Entry {
  fileprivate init?(
    _ method: ComparedMethod, _ choices: [Choices], _ dataset: DatasetSummary,
    _ fits: [FitRecord], under protocolFile: ProtocolFile
  ) {
    let selection = Selection(protocolFile)
    splits = choices.enumerated().compactMap { split, choice in
      choice.candidate(method.name).map {
        Summary.Chosen(split: split, candidate: $0, finals: choice.finals(method.name, $0))
      }
    }
    failures = splits.flatMap(\.finals).count { $0.failure != nil }
    guard splits.contains(where: { !$0.finals.isEmpty }) else { return nil }
    self.method = method
    let chosen = splits
    func over(
      most: Double = 1, _ score: (FitResult, Candidate) -> Double?
    ) -> Estimate? {
      var values = Array(repeating: [Double](), count: choices.count)
      for split in chosen {
        values[split.split] = split.results.compactMap { score($0, split.candidate) }
      }
      return Estimate(
        values, testShare: protocolFile.splits.testShare(of: dataset.name), most: most)
    }
    accuracy = over { selection.accuracy(of: $0, epoch: $1.epoch) }
    chosenEpoch = over { result, candidate in
      candidate.epoch.flatMap { result.accuracy(after: $0) }
    }
    bestEpoch = over { result, _ in result.best.accuracy }
    lastEpoch = over { result, _ in result.lastAccuracy }
    balancedAccuracy = over { result, _ in result.classScores?.balancedAccuracy }
    macroF1 = over { result, _ in result.classScores?.macroF1 }
    logLoss = over(most: .infinity) { result, _ in result.predictions?.logLoss }
    let costs = splits.flatMap(\.finals).compactMap(\.cost)
    trainingSeconds = MeanAndDeviation(costs.map(\.training))
    predictionSeconds = MeanAndDeviation(costs.map(\.prediction))
    let isSearched = method.sizedAs == nil || protocolFile.equivalent.searches
    validation = isSearched ? MeanAndDeviation(splits.map(\.candidate.score)) : nil
    byLevel = Self.byLevel(method, choices, dataset, under: protocolFile)
    effort = Summary.Effort(fits)
  }

  private static func byLevel(
    _ method: ComparedMethod, _ choices: [Choices], _ dataset: DatasetSummary,
    under protocolFile: ProtocolFile
  ) -> [Summary.AtLevel] {
    let selection = Selection(protocolFile)
    let levels = protocolFile.refitsEveryLevel ? protocolFile.levels(of: method) : [nil]
    return levels.compactMap { level in
      guard level != nil || !method.isPruned else { return nil }
      var values = Array(repeating: [Double](), count: choices.count)
      var compressions: [Double] = []
      var connections: [Double] = []
      for (split, choice) in choices.enumerated() {
        let candidates =
          method.isPruned
          ? choice.byLevel(method).filter { $0.level == level }
          : [choice.candidate(method.name)].compactMap(\.self)
        for candidate in candidates {
          let dense = dataset.architecture(hidden: candidate.setting.hidden).connections
          for result in choice.finals(method.name, candidate).compactMap(\.result) {
            guard let accuracy = selection.accuracy(of: result, epoch: candidate.epoch) else {
              continue
            }
            values[split].append(accuracy)
            let left = Double(result.connections.reduce(0, +))
            compressions.append(Double(dense) / max(1, left))
            connections.append(left)
          }
        }
      }
      let testShare = protocolFile.splits.testShare(of: dataset.name)
      guard let accuracy = Estimate(values, testShare: testShare) else { return nil }
      return Summary.AtLevel(
        level: level, accuracy: accuracy,
        compression: MeanAndDeviation(compressions)?.mean ?? 1,
        connections: MeanAndDeviation(connections)?.mean ?? 0)
    }
  }
}

extension FitResult {
  var classScores: ClassScores? {
    predictions.map { ClassScores(labels: $0.labels, predicted: $0.classes) }
  }
}

extension Summary.Effort {
  fileprivate init(_ records: [FitRecord]) {
    struct Tried: Hashable {
      let setting: Setting
      let level: Level?
    }
    var tried: Set<Tried> = []
    var last: Tried?
    for record in records where record.key.phase == .search {
      let own = Tried(setting: record.key.setting, level: record.key.level)
      // Those of one candidate are neighbours.
      if own != last { tried.insert(own) }
      last = own
    }
    candidates = tried.count
    fits = records.count
    seconds = records.map(\.seconds).reduce(0, +)
  }
}
