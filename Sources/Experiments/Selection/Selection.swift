public import Pruning

/// A setting, with a level if it is pruned, and how it did.
public struct Candidate: Hashable, Sendable {
  /// What it is trained with.
  public let setting: Setting
  /// How many connections are kept; nil for a dense network.
  public let level: Level?
  /// The fits that judged it.
  public let fits: Int
  /// The mean accuracy over them, a failed fit counting as 0.
  public let score: Double
  /// The epoch whose mean accuracy is the score; nil where each fit's own best epoch counts, and
  /// where no fit of the search has a result.
  public let epoch: Int?
}

/// How a run chooses settings, levels and epochs: pure functions of the records.
package struct Selection: Sendable {
  private let choice: ProtocolFile.Choice

  /// Choices by the rules of a protocol.
  package init(_ protocolFile: ProtocolFile) { choice = protocolFile.choice }

  /// Scores one setting from the records of its folds and repeats.
  package func candidate(
    _ setting: Setting, _ level: Level?, _ records: [FitRecord]
  ) -> Candidate {
    let results = records.compactMap(\.result)
    let count = Double(max(1, records.count))
    switch choice.epoch {
    case .test:
      let score = results.map(\.best.accuracy).reduce(0, +) / count
      return Candidate(
        setting: setting, level: level, fits: records.count, score: score, epoch: nil)
    case .lastMean:
      let scores = results.map { $0.meanAccuracy(ofLast: choice.last ?? 1) }
      return Candidate(
        setting: setting, level: level, fits: records.count,
        score: scores.reduce(0, +) / count,
        epoch: results.first.map { $0.firstEpoch + $0.counts.count - 1 })
    case .validation, .last:
      guard let first = results.first else {
        return Candidate(
          setting: setting, level: level, fits: records.count, score: 0, epoch: nil)
      }
      var best = (score: -1.0, epoch: first.firstEpoch)
      let epochs = first.firstEpoch..<first.firstEpoch + first.counts.count
      for epoch in choice.epoch == .last ? epochs.suffix(1) : epochs[...] {
        var sum = 0.0
        for index in results.indices { sum += results[index].accuracy(after: epoch) ?? 0 }
        let score = sum / count
        if score > best.score { best = (score, epoch) }
      }
      return Candidate(
        setting: setting, level: level, fits: records.count, score: best.score,
        epoch: best.epoch)
    }
  }

  /// The candidates of one dataset, split and method in the search, in the order of the grid.
  package func candidates(
    _ method: MethodName, dataset: String, split: Int, among records: [FitRecord]
  ) -> [Candidate] {
    let chosen = records.filter {
      $0.key.phase == .search && $0.key.method == method && $0.key.dataset == dataset
        && $0.key.split == split
    }
    return judged(chosen.sortedByKey()).map(candidate)
  }

  /// The fits of a search that judge one candidate.
  package struct Judged: Sendable {
    package let method: MethodName
    package let setting: Setting
    package let level: Level?
    /// In the order of their keys, one or more.
    package let records: [FitRecord]

    /// Those among the first so many of a candidate; nil if there are none.
    func first(_ fits: Int, of validation: ProtocolFile.Validation) -> Judged? {
      let first = records.filter { $0.key.number(of: validation) < fits }
      guard !first.isEmpty else { return nil }
      return Judged(method: method, setting: setting, level: level, records: first)
    }
  }

  /// The fits of the search among those of one dataset and split, by what they judge.
  /// - Parameter records: in the order of their keys, so that those of a candidate are neighbours.
  /// - Complexity: O(records).
  package func judged(_ records: [FitRecord]) -> [Judged] {
    // In that order, the fits of the search are in front.
    let search = records.prefix { $0.key.phase == .search }
    var result: [Judged] = []
    var start = 0
    while start < search.count {
      let key = search[start].key
      let end =
        search[start...].firstIndex {
          $0.key.setting != key.setting || $0.key.level != key.level
            || $0.key.method != key.method
        } ?? search.count
      result.append(
        Judged(
          method: key.method, setting: key.setting, level: key.level,
          records: Array(search[start..<end])))
      start = end
    }
    return result
  }

  /// Scores one candidate.
  package func candidate(_ judged: Judged) -> Candidate {
    candidate(judged.setting, judged.level, judged.records)
  }

  /// The candidate of the highest score among those that were judged by the most fits: a search by
  /// halving gave up the others. Of equal ones the first, which is the smallest network.
  package func best(of candidates: [Candidate]) -> Candidate? {
    candidates.reduce(nil) { best, next in
      guard let best, (next.fits, next.score) <= (best.fits, best.score) else { return next }
      return best
    }
  }

  /// The accuracy of a final fit that the protocol reports: its best epoch's where the test set
  /// chooses, else that of `epoch`; nil if there is none.
  package func accuracy(of result: FitResult, epoch: Int?) -> Double? {
    switch choice.epoch {
    case .test: result.best.accuracy
    case .lastMean: epoch.map { _ in result.meanAccuracy(ofLast: choice.last ?? 1) }
    case .validation, .last: epoch.flatMap { result.accuracy(after: $0) }
    }
  }
}
