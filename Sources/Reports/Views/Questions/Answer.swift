import Experiments
import Inputs
import Pruning
import Runs
import Statistics
import Tabular

/// What the datasets of a run say to a question: each of its comparisons by Wilcoxon's test, all corrected together by
/// Holm's method, and by the Bayesian signed-rank test.
struct Answer {
  /// One of the comparisons.
  struct Comparison {
    let contrast: Contrast
    /// The differences' median with its interval.
    let effect: PairedEffect
    let posterior: SignedRankPosterior
    let test: WilcoxonTest
    /// The p-value of the test, corrected.
    fileprivate(set) var adjusted: Double
    /// The smallest median difference that the test alone would have found with a probability of 0.8, and that it would
    /// have found if the correction were the strictest; nil where there is none.
    let detectable: (alone: Double, corrected: Double)?

    /// Nil where no dataset has a difference.
    /// - Parameter count: how many comparisons are corrected together.
    init?(_ contrast: Contrast, of count: Int, seed: UInt64) {
      guard let effect = PairedEffect(contrast.differences),
        let posterior = contrast.posterior(seed: seed)
      else { return nil }
      self.contrast = contrast
      self.effect = effect
      self.posterior = posterior
      test = WilcoxonTest(contrast.differences)
      adjusted = test.pValue
      detectable = contrast.smallestDifference(level: 0.05, seed: seed).flatMap { alone in
        contrast.smallestDifference(level: 0.05 / Double(count), seed: seed).map { (alone, $0) }
      }
    }

    var method: ComparedMethod { contrast.method }
    var level: Level? { contrast.level }

    /// Whether it is at most as probable as 0.05 that the first method is worse by more than what matters.
    var keepsAccuracy: Bool { posterior.worse <= Answer.mostProbablyWorse }

    /// What the datasets decide.
    var verdict: Verdict {
      let isSignificant = adjusted <= 0.05
      return switch (isSignificant, test.rankBiserial > 0, keepsAccuracy) {
      case (true, true, _): .better
      case (true, false, true): .worseByLittle
      case (true, false, false): .worse
      case (false, _, true): .asGood
      case (false, _, false): .undecided
      }
    }
  }

  /// A method keeps the accuracy if it is worse, by more than matters, with at most this probability.
  static let mostProbablyWorse = 0.05

  /// How a comparison comes out.
  enum Verdict: String, CaseIterable {
    case better
    case asGood = "at least as good"
    case undecided
    case worseByLittle = "worse, by less than matters"
    case worse
  }

  let comparisons: [Comparison]

  /// The correction is for all of `contrasts`, also for those that no dataset has.
  init(_ contrasts: [Contrast], seed: UInt64) {
    // Thousands of draws for each, from a stream of its own.
    var comparisons = Pieces.each(of: contrasts.count) {
      Comparison(contrasts[$0], of: contrasts.count, seed: seed)
    }
    .compactMap(\.self)
    let missing = Array(repeating: 1.0, count: contrasts.count - comparisons.count)
    for (place, p) in zip(
      comparisons.indices, Holm.adjusted(comparisons.map(\.test.pValue) + missing))
    {
      comparisons[place].adjusted = p
    }
    self.comparisons = comparisons
  }

  /// Each of some methods minus each of others at each level.
  init(
    _ methods: [MethodName], minus others: [MethodName], keep levels: [Level?],
    on summaries: [Summary], under protocolFile: ProtocolFile
  ) {
    let contrasts = MethodAtLevel.pairs(methods, minus: others, keep: levels, of: protocolFile).map
    {
      Contrast($0.first, minus: $0.second, on: summaries, under: protocolFile)
    }
    self.init(contrasts, seed: protocolFile.seed)
  }

  /// - Parameter isReference: whether it is to show differences without deciding anything.
  func table(isReference: Bool = false) -> Table {
    let common = [
      Table.Column("methods", ""), Table.Column("keep", "connections kept"),
      Table.Column("datasets", "datasets"),
      Table.Column("outcomes", "better / equal / worse", alignment: .trailing),
      Table.Column("median", "median difference"),
    ]
    let decisions = [
      Table.Column("p", "p"), Table.Column("p-holm", "p, Holm"),
      Table.Column("worse", "P(worse)"), Table.Column("equivalent", "P(as good)"),
      Table.Column("better", "P(better)"),
      Table.Column("found", "found with 80 %", alignment: .trailing),
      Table.Column("verdict", "verdict"),
    ]
    let hasConnections = comparisons.contains { !$0.contrast.connections.isEmpty }
    let sizes = [Table.Column("connections", "connections", alignment: .trailing)]
    var table = Table(
      isReference ? "reference" : "answer",
      columns: common + (isReference ? [] : decisions) + (hasConnections ? sizes : []))
    for comparison in comparisons {
      table.append(
        cells(of: comparison) + (isReference ? [] : decision(of: comparison))
          + (hasConnections ? [comparison.contrast.connectionsCell] : []))
    }
    return table
  }

  private func cells(of comparison: Comparison) -> [Cell] {
    let effect = comparison.effect
    return [
      .text(comparison.contrast.title), .text(comparison.contrast.keep),
      .count(comparison.contrast.differences.count),
      .words(effect.outcomes),
      .quantity(effect.medianWithInterval),
    ]
  }

  private func decision(of comparison: Comparison) -> [Cell] {
    [
      .quantity(.pValue(comparison.test.pValue)), .quantity(.pValue(comparison.adjusted)),
      .number(comparison.posterior.worse, decimals: 3),
      .number(comparison.posterior.equivalent, decimals: 3),
      .number(comparison.posterior.better, decimals: 3),
      comparison.detectable.map { found in
        """
        \(percent: found.alone, decimals: 2) (\(percent: found.corrected, decimals: 2))
        """
      } ?? .missing("none"),
      .words(comparison.verdict.rawValue),
    ]
  }

  /// What the columns of the table are.
  static let explanation: InlineText = """
    One number a dataset: the difference of the mean test accuracies. Between numbers of hidden nodes it is that of the best \
    validation accuracies of each number, in the first round of the search, at the same share of connections: more nodes \
    then have more connections. The median difference in points (Hodges and Lehmann) has its 95 % interval, which is not corrected for the number \
    of comparisons; p is that of Wilcoxon's two-sided signed-rank test, then corrected by Holm's method for all comparisons of \
    the question. P is how probable it is that, on other datasets like these, the likeliest outcome is that the first method \
    is worse by more than \(percent: Difference.rope, decimals: 1) points, as good, or better by more (Bayesian signed-rank \
    test). "Found with 80 %" is the power: the smallest median difference in points that the test alone would have found with \
    a probability of 0.8, if differences vary over datasets as these do about their median; in parentheses the same for the \
    strictest of the corrected tests. Connections are those that are left of both, the medians over the datasets. A verdict is \
    "better" or "worse" where the corrected p is at most 0.05, and "worse, by less than matters" if P(worse) is at most 0.05 as \
    well; "at least as good" where P(worse) alone is; else "undecided". The last two say what is likeliest over the \
    datasets: on single ones a method can lose much.
    """
}
