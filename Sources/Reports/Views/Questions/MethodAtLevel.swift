import Experiments
import Pruning
import Statistics

/// A method at one of its levels: what a comparison at the same share of connections compares.
struct MethodAtLevel: Hashable {
  let method: ComparedMethod
  /// Nil for a dense network, and for the level that validation chose.
  let level: Level?

  init(_ method: ComparedMethod, _ level: Level?) {
    self.method = method
    self.level = method.isPruned ? level : nil
  }

  /// Each of some methods with each of others at each level, by level; two of which none is pruned once.
  static func pairs(
    _ methods: [MethodName], minus others: [MethodName], keep levels: [Level?],
    of protocolFile: ProtocolFile
  ) -> [(first: MethodAtLevel, second: MethodAtLevel)] {
    levels.enumerated().flatMap { place, level in
      others.compactMap(protocolFile.method).flatMap { second in
        methods.compactMap(protocolFile.method)
          .filter { $0 != second && (place == 0 || $0.isPruned || second.isPruned) }
          .map { (MethodAtLevel($0, level), MethodAtLevel(second, level)) }
      }
    }
  }

  /// Its test accuracy on a dataset; nil if it has no refit there, or none on some split: a mean over other splits than
  /// those of what it is compared with would be another thing.
  func accuracy(on summary: Summary) -> Estimate? {
    score(on: summary).flatMap { $0.bySplit.contains(nil) ? nil : $0 }
  }

  /// Its test accuracy on the splits that have a refit.
  func score(on summary: Summary) -> Estimate? {
    guard let entry = summary.entry(method.name) else { return nil }
    return level == nil ? entry.accuracy : atLevel(on: summary)?.accuracy
  }

  /// The connections that are left on a dataset, the mean over the refits; nil for what another program trained.
  func connections(on summary: Summary) -> Double? {
    guard let entry = summary.entry(method.name) else { return nil }
    if let level = atLevel(on: summary) { return level.connections }
    return MeanAndDeviation(
      entry.connections(on: summary.dataset).map { Double($0.count.nominal) })?
      .mean
  }

  private func atLevel(on summary: Summary) -> Summary.AtLevel? {
    guard let level else { return nil }
    return summary.entry(method.name)?.byLevel.first { $0.level == level }
  }

  /// What a stream of random numbers about it is called.
  var streamName: String { method.name.rawValue + (level.map { "@\($0)" } ?? "") }
}
