import Experiments
import Statistics
import Tabular

/// One method minus another on all datasets on which both have a score.
struct PairOverDatasets {
  let first, second: ComparedMethod
  /// The difference of the mean accuracies on each dataset.
  let differences: [Double]
  /// For each dataset of several splits that both have the difference on each of these.
  let bySplit: [[Double]]
  /// For each of these datasets the share of its rows that a split holds out.
  private let testShares: [Double]
  /// What its streams of random numbers are called.
  let streamName: String
  private let protocolFile: ProtocolFile

  init(
    _ first: ComparedMethod, minus second: ComparedMethod, on summaries: [Summary],
    under protocolFile: ProtocolFile
  ) {
    self.init(
      MethodAtLevel(first, nil), minus: MethodAtLevel(second, nil), on: summaries,
      under: protocolFile)
  }

  /// The same at given levels.
  init(
    _ first: MethodAtLevel, minus second: MethodAtLevel, on summaries: [Summary],
    under protocolFile: ProtocolFile
  ) {
    self.first = first.method
    self.second = second.method
    self.protocolFile = protocolFile
    streamName = "\(first.streamName)/\(second.streamName)"
    let scores = summaries.compactMap { summary in
      first.accuracy(on: summary).flatMap { own in
        second.accuracy(on: summary).map {
          (own: own, other: $0, share: protocolFile.splits.testShare(of: summary.dataset.name))
        }
      }
    }
    differences = scores.map { Self.rounded($0.own.mean - $0.other.mean) }
    let split = scores.map {
      (values: $0.own.differences(from: $0.other).map(Self.rounded), share: $0.share)
    }.filter { $0.values.count > 1 }
    bySplit = split.map(\.values)
    testShares = split.map(\.share)
  }

  /// Scores that differ by less than any count of rows can make them: equal, whatever their means were rounded to.
  static func rounded(_ score: Double) -> Double { (1e12 * score).rounded() / 1e12 }

  /// Whether one of the two prunes.
  var isPruned: Bool { first.isPruned || second.isPruned }

  /// What it is called in a table: `NN+CPNA minus NN(best)`.
  var title: Cell { "\(name: first.title) minus \(name: second.title)" }

  var wilcoxon: WilcoxonTest { WilcoxonTest(differences) }

  /// The smallest p-value that so many differences can have.
  var smallestPValue: Double { (1..<max(1, differences.count)).reduce(1) { p, _ in p / 2 } }

  /// The smallest median difference that the test would have found with a probability of 0.8, if differences vary over
  /// datasets as these do; nil where it can find none.
  var smallestDifference: Double? {
    var stream = stream("power")
    return SignedRankPower(of: differences, using: &stream).smallestEffect
  }

  var signedRanks: SignedRankPosterior? {
    guard !differences.isEmpty else { return nil }
    var stream = stream("signed ranks")
    return SignedRankPosterior(differences, rope: Difference.rope, using: &stream)
  }

  func hierarchical() throws(HierarchicalPosterior.Failure) -> HierarchicalPosterior {
    var stream = stream("hierarchical")
    return try HierarchicalPosterior(
      bySplit, correlations: testShares, rope: Difference.rope, using: &stream)
  }

  private func stream(_ test: String) -> RandomStream {
    RandomStream(seed: protocolFile.seed, name: "\(test)/\(streamName)")
  }
}
