import Training

/// What a run settled on for one dataset and split: pure functions of its records.
///
/// Fits are added in this order, and each answer needs the records of the questions before:
/// search, best setting and pruned setting of each level, their retrainings, the sparsity level,
/// the equivalent network's width, its search, its setting, its retrainings.
public struct Choices: Sendable {
  let dataset: DatasetSummary
  let split: Int
  private let selection: Selection
  private let protocolFile: ProtocolFile
  /// The fits of the search by what they judge, in the order of the grid.
  private let judged: [Kind: [Selection.Judged]]
  /// The refits, in the order of their keys.
  private let finals: [FitRecord]
  /// The settings of the dense network's search, in the order of the grid.
  public let searched: [Candidate]
  /// The same of the pruned networks, with each sparsity level.
  private let searchedPruned: [Candidate]
  /// The setting of NN(best).
  public let best: Candidate?

  /// What keeps its own thirds in a search by halving.
  private struct Kind: Hashable {
    let method: Method
    let density: [Double]?
  }

  /// The choices that a run's records, as far as they go, lead to.
  /// - Complexity: O(records · log records) once; of records in the order of their keys O(records).
  public init(
    _ dataset: DatasetSummary, split: Int, records: [FitRecord], under protocolFile: ProtocolFile
  ) {
    self.dataset = dataset
    self.split = split
    self.protocolFile = protocolFile
    let selection = Selection(protocolFile)
    self.selection = selection
    func isOwn(_ record: FitRecord) -> Bool {
      record.key.dataset == dataset.name && record.key.split == split
    }
    let own = (records.allSatisfy(isOwn) ? records : records.filter(isOwn)).sortedByKey()
    finals = own.filter { $0.key.phase == .final }
    let judged = selection.judged(own)
    self.judged = Dictionary(grouping: judged) { Kind(method: $0.method, density: $0.density) }
    func candidates(_ method: Method) -> [Candidate] {
      judged.filter { $0.method == method }.map(selection.candidate)
    }
    searched = candidates(.best)
    searchedPruned = candidates(.pruned)
    best = selection.best(of: searched)
  }

  /// The best setting of each sparsity level, in the protocol's order of levels.
  public var prunedByDensity: [Candidate] { bestByDensity(searchedPruned) }

  /// The candidates that are retrained: one a level where the test part chooses the level.
  public var retrainedPruned: [Candidate] {
    switch protocolFile.choice.density {
    case .test: prunedByDensity
    case .validation:
      selection.best(of: sparsestFirst(bestByDensity(eligible))).map { [$0] } ?? []
    }
  }

  /// The setting and sparsity level of NN+CPNA.
  public var pruned: Candidate? {
    switch protocolFile.choice.density {
    case .validation: return retrainedPruned.first
    case .test:
      let tested = sparsestFirst(prunedByDensity).map { candidate in
        let accuracies = finals(.pruned, candidate).map {
          $0.result.flatMap { selection.accuracy(of: $0, epoch: candidate.epoch) } ?? 0
        }
        let mean = accuracies.reduce(0, +) / Double(max(1, accuracies.count))
        return (candidate: candidate, mean: mean)
      }
      return tested.reduce(nil as (candidate: Candidate, mean: Double)?) { best, next in
        guard let best, next.mean <= best.mean else { return next }
        return best
      }?.candidate
    }
  }

  /// The connections that NN+CPNA kept, the mean over its retrainings; nil if none has a result.
  public var prunedConnections: Int? {
    guard let pruned else { return nil }
    let kept = finals(.pruned, pruned).compactMap { $0.result?.connections.reduce(0, +) }
    guard !kept.isEmpty else { return nil }
    return Int((Double(kept.reduce(0, +)) / Double(kept.count)).rounded())
  }

  /// The hidden nodes of the dense network with about as many connections as NN+CPNA, or as many
  /// as the protocol names.
  public var equivalentHidden: [Int]? {
    guard let prunedConnections else { return nil }
    if let hidden = protocolFile.equivalent.hidden[dataset.name] { return [hidden] }
    return Architecture.equivalent(
      to: prunedConnections, inputs: dataset.features, classes: dataset.classes
    ).hidden
  }

  /// The setting of NN(equivalent): its own search's, or NN(best)'s with another width.
  public var equivalent: Candidate? {
    guard let hidden = equivalentHidden else { return nil }
    if protocolFile.equivalent.searches {
      return selection.best(
        of: (judged[Kind(method: .equivalent, density: nil)] ?? [])
          .filter { $0.setting.hidden == hidden }.map(selection.candidate))
    }
    return best.map {
      Candidate(
        setting: $0.setting.with(hidden: hidden),
        density: nil, fits: 0, score: 0, epoch: $0.epoch)
    }
  }

  /// The best of `settings` by the first fits of each.
  func leading(
    _ count: Int, _ method: Method, density: [Double]?, among settings: Set<Setting>,
    afterFits fits: Int
  ) -> Set<Setting> {
    let candidates = (judged[Kind(method: method, density: density)] ?? [])
      .filter { settings.contains($0.setting) }
      .compactMap { $0.first(fits, of: protocolFile.validation) }.map(selection.candidate)
    let leading = candidates.enumerated()
      .sorted { (-$0.element.score, $0.offset) < (-$1.element.score, $1.offset) }
      .prefix(count)
    return Set(leading.map(\.element.setting))
  }

  /// What was settled on for `method`.
  public func candidate(_ method: Method) -> Candidate? {
    switch method {
    case .best: best
    case .equivalent: equivalent
    case .pruned: pruned
    }
  }

  /// The retrainings of a candidate, by repeat.
  public func finals(_ method: Method, _ candidate: Candidate) -> [FitRecord] {
    finals.filter {
      $0.key.method == method && $0.key.setting == candidate.setting
        && $0.key.density == candidate.density
    }
  }

  /// By the connections kept, so that of equal scores the sparser wins.
  private func sparsestFirst(_ candidates: [Candidate]) -> [Candidate] {
    candidates.map { (connections(of: $0), $0) }
      .enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
  }

  private func bestByDensity(_ candidates: [Candidate]) -> [Candidate] {
    protocolFile.pruning.levels.compactMap { density in
      selection.best(of: candidates.filter { $0.density == density })
    }
  }

  /// The pruned candidates that may be chosen: those with at most the protocol's share of NN(best)'s
  /// connections, rounded; if none has so few, those that have the fewest.
  private var eligible: [Candidate] {
    let levels = protocolFile.pruning.levels
    let candidates = searchedPruned.filter { levels.contains($0.density ?? []) }
    guard let atMost = protocolFile.choice.atMost, let best else { return candidates }
    let limit = Int((atMost * Double(connections(of: best))).rounded())
    let fewest = candidates.map(connections).min() ?? limit
    return candidates.filter { connections(of: $0) <= max(limit, fewest) }
  }

  /// What a candidate keeps, as its targets say.
  private func connections(of candidate: Candidate) -> Int {
    protocolFile.targets(
      candidate.density, for: dataset.architecture(hidden: candidate.setting.hidden)
    ).reduce(0, +)
  }
}
