import Experiments
import Pruning

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

  /// Its test accuracy on a dataset; nil if it has no refit there.
  func accuracy(on summary: Summary) -> Estimate? {
    guard let entry = summary.entry(method.name) else { return nil }
    guard let level else { return entry.accuracy }
    return entry.byLevel.first { $0.level == level }?.accuracy
  }

  /// What a stream of random numbers about it is called.
  var streamName: String { method.name.rawValue + (level.map { "@\($0)" } ?? "") }
}
