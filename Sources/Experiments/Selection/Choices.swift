package import Pruning
import Training

/// What a run settled on for one dataset and split: pure functions of its records.
///
/// Fits are added in this order, and each answer needs the records of the questions before:
/// search, the best setting of each method at each level, their refits, the level; then for methods that are sized
/// as another the width, its search, its setting, its refits.
package struct Choices: Sendable {
  let dataset: DatasetSummary
  let split: Int
  private let selection: Selection
  private let protocolFile: ProtocolFile
  /// In the order of their keys.
  let records: [FitRecord]
  /// The refits, in the order of their keys.
  private let finals: [FitRecord]
  /// Not asked for while a search is under way.
  private let found: Deferred<Found>
  private var judged: [Kind: [Selection.Judged]] { found.value.judged }
  private var searched: [MethodName: [Candidate]] { found.value.searched }

  /// What the search found.
  private struct Found {
    /// Its fits by what they judge, in the order of the grid.
    let judged: [Kind: [Selection.Judged]]
    /// What was searched by each method, in the order of the grid.
    let searched: [MethodName: [Candidate]]
  }

  /// What keeps its own thirds in a search by halving.
  private struct Kind: Hashable {
    let method: MethodName
    let level: Level?
  }

  /// The choices that a run's records, as far as they go, lead to.
  /// - Complexity: O(records · log records) once; of records in the order of their keys O(records).
  package init(
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
    self.records = own
    finals = own.filter { $0.key.phase == .final }
    found = Deferred {
      let judged = selection.judged(own)
      return Found(
        judged: Dictionary(grouping: judged) { Kind(method: $0.method, level: $0.level) },
        searched: Dictionary(grouping: judged, by: \.method)
          .mapValues { $0.map(selection.candidate) })
    }
  }

  /// The same, ready for any question: on the thread that asks for it.
  package func prepared() -> Choices {
    _ = found.value
    return self
  }

  /// What was searched by `method`, in the order of the grid.
  package func searched(_ method: MethodName) -> [Candidate] { searched[method] ?? [] }

  /// The best setting of `method` at each of its levels, in the protocol's order of levels.
  package func byLevel(_ method: ComparedMethod) -> [Candidate] {
    bestByLevel(searched(method.name), method)
  }

  /// The candidates of `method` that are refitted: one a level where the test set chooses the level.
  func refitted(_ method: ComparedMethod) -> [Candidate] {
    if method.sizedAs != nil { return sized(method).map { [$0] } ?? [] }
    return protocolFile.refitsEveryLevel && method.choosesSmallest != true
      ? byLevel(method) : validated(method).map { [$0] } ?? []
  }

  /// What was settled on for a method of the protocol.
  package func candidate(_ name: MethodName) -> Candidate? {
    guard let method = protocolFile.method(name) else { return nil }
    if method.sizedAs != nil { return sized(method) }
    return protocolFile.choice.density == .test ? tested(method) : validated(method)
  }

  /// The setting and level that validation chose.
  private func validated(_ method: ComparedMethod) -> Candidate? {
    if method.choosesSmallest == true { return smallest(method) }
    return selection.best(of: sparsestFirst(bestByLevel(eligible(method), method)))
  }

  /// The smallest network within one standard error of the best score, over the fits that judged it.
  private func smallest(_ method: ComparedMethod) -> Candidate? {
    let judged = judged.filter { $0.key.method == method.name }.values.joined()
    guard let best = selection.best(of: searched(method.name)),
      let records = judged.first(where: {
        $0.setting == best.setting && $0.level == best.level
      })?.records
    else { return nil }
    let scores = records.map {
      $0.result.flatMap { selection.accuracy(of: $0, epoch: best.epoch) } ?? 0
    }
    let count = Double(scores.count)
    let squares = scores.map { ($0 - best.score) * ($0 - best.score) }.reduce(0, +)
    let error = count > 1 ? (squares / (count - 1) / count).squareRoot() : 0
    // The search names small networks first; of equally small ones the better one counts.
    return searched(method.name).filter { $0.fits == best.fits && $0.score >= best.score - error }
      .min { (connections(of: $0), -$0.score) < (connections(of: $1), -$1.score) }
  }

  /// The setting of the level that the test set chose.
  private func tested(_ method: ComparedMethod) -> Candidate? {
    let candidates = sparsestFirst(byLevel(method))
    guard candidates.count > 1 else { return candidates.first }
    let tested = candidates.map { candidate in
      let accuracies = finals(method.name, candidate).map {
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

  /// The connections that `method` kept, the mean over its refits; nil if none has a result.
  package func connections(of method: MethodName) -> Int? {
    guard let candidate = candidate(method) else { return nil }
    let kept = finals(method, candidate).compactMap { $0.result?.connections.reduce(0, +) }
    guard !kept.isEmpty else { return nil }
    return Int((Double(kept.reduce(0, +)) / Double(kept.count)).rounded())
  }

  /// The hidden nodes of a method that is sized as another: those with about as many connections, or as many as the
  /// protocol names.
  package func hidden(of method: ComparedMethod) -> [Int]? {
    guard let other = method.sizedAs, let connections = connections(of: other) else { return nil }
    if let hidden = protocolFile.equivalent.hidden[dataset.name] { return [hidden] }
    return Architecture.equivalent(
      to: connections, inputs: dataset.features, classes: dataset.classes
    ).hidden
  }

  /// The setting of a method that is sized as another: its own search's, or the baseline's with another width.
  private func sized(_ method: ComparedMethod) -> Candidate? {
    guard let hidden = hidden(of: method) else { return nil }
    if protocolFile.equivalent.searches {
      return selection.best(of: searched(method.name).filter { $0.setting.hidden == hidden })
    }
    return (protocolFile.baseline ?? protocolFile.method(method.sizedAs ?? method.name))
      .flatMap { candidate($0.name) }
      .map {
        Candidate(
          setting: $0.setting.with(hidden: hidden),
          level: nil, fits: 0, score: 0, epoch: $0.epoch)
      }
  }

  /// The best of `settings` by the first fits of each.
  func leading(
    _ count: Int, _ method: MethodName, level: Level?, among settings: Set<Setting>,
    afterFits fits: Int
  ) -> Set<Setting> {
    let candidates = (judged[Kind(method: method, level: level)] ?? [])
      .filter { settings.contains($0.setting) }
      .compactMap { $0.first(fits, of: protocolFile.validation) }.map(selection.candidate)
    let leading = candidates.enumerated()
      .sorted { (-$0.element.score, $0.offset) < (-$1.element.score, $1.offset) }
      .prefix(count)
    return Set(leading.map(\.element.setting))
  }

  /// The best score of `method` at a level among the settings of so many hidden nodes, by the fits that the first round of
  /// the search gives to every setting; nil if it has none.
  package func firstScore(_ method: MethodName, level: Level?, hidden: [Int]) -> Double? {
    let rounds = protocolFile.validation.rounds(candidates: Int(protocolFile.grid.count))
    return (judged[Kind(method: method, level: level)] ?? [])
      .filter { $0.setting.hidden == hidden }
      .compactMap { $0.first(rounds[0].fits, of: protocolFile.validation) }
      .map { selection.candidate($0).score }.max()
  }

  /// The refits of a candidate, by repeat.
  package func finals(_ method: MethodName, _ candidate: Candidate) -> [FitRecord] {
    finals.filter {
      $0.key.method == method && $0.key.setting == candidate.setting
        && $0.key.level == candidate.level
    }
  }

  /// By the connections kept, so that of equal scores the sparser wins.
  private func sparsestFirst(_ candidates: [Candidate]) -> [Candidate] {
    guard candidates.count > 1 else { return candidates }
    return candidates.map { (connections(of: $0), $0) }
      .enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
  }

  private func bestByLevel(_ candidates: [Candidate], _ method: ComparedMethod) -> [Candidate] {
    protocolFile.levels(of: method).compactMap { level in
      selection.best(of: candidates.filter { $0.level == level })
    }
  }

  /// The candidates of a method that may be chosen: of one that prunes those with at most the protocol's share of the
  /// baseline's connections, rounded; if none has so few, those that have the fewest.
  private func eligible(_ method: ComparedMethod) -> [Candidate] {
    let levels = protocolFile.levels(of: method)
    // Where every level is refitted, what counts is among the refitted ones.
    let candidates =
      protocolFile.choice.refits == .every && method.isPruned
      ? byLevel(method) : searched(method.name).filter { levels.contains($0.level) }
    guard method.isPruned, let atMost = protocolFile.choice.atMost,
      let best = protocolFile.baseline.flatMap(validated)
    else { return candidates }
    let limit = Int((atMost * Double(connections(of: best))).rounded())
    let fewest = candidates.map(connections).min() ?? limit
    return candidates.filter { connections(of: $0) <= max(limit, fewest) }
  }

  /// What a candidate keeps, as its targets say.
  private func connections(of candidate: Candidate) -> Int {
    protocolFile.targets(
      candidate.level, for: dataset.architecture(hidden: candidate.setting.hidden)
    ).reduce(0, +)
  }
}
