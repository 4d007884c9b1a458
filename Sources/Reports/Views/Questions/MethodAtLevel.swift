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

  /// Its test accuracy on a dataset; nil if it has no refit there.
  func accuracy(on summary: Summary) -> Estimate? {
    guard let entry = summary.entry(method.name) else { return nil }
    guard let level else { return entry.accuracy }
    return entry.byLevel.first { $0.level == level }?.accuracy
  }

  /// What a stream of random numbers about it is called.
  var streamName: String { method.name.rawValue + (level.map { "@\($0)" } ?? "") }
}
