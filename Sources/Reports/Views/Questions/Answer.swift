import Experiments
import Inputs
import Pruning
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
    /// Of Wilcoxon's test alone, and corrected.
    let p: Double
    fileprivate(set) var adjusted: Double
    /// The smallest mean difference that the test alone would have found with a probability of 0.8, and that it would
    /// have found if the correction were the strictest; nil where there is none.
    fileprivate(set) var detectable: (alone: Double, corrected: Double)?

    var method: ComparedMethod { contrast.method }
    var level: Level? { contrast.level }

    /// Whether it is at most as probable as 0.05 that the first method is worse by more than what matters.
    var keepsAccuracy: Bool { posterior.worse <= 0.05 }

    /// What the datasets decide.
    var verdict: Verdict {
      let isSignificant = adjusted <= 0.05
      return switch (isSignificant, effect.median > 0, keepsAccuracy) {
      case (true, true, _): .better
      case (true, false, true): .worseByLittle
      case (true, false, false): .worse
      case (false, _, true): .asGood
      case (false, _, false): .undecided
      }
    }
  }

  /// How a comparison comes out.
  enum Verdict: String, CaseIterable {
    case better
    case asGood = "at least as good"
    case undecided
    case worseByLittle = "worse, by less than matters"
    case worse
  }

  let comparisons: [Comparison]

  init(_ contrasts: [Contrast], seed: UInt64) {
    var comparisons = contrasts.compactMap { contrast -> Comparison? in
      guard let effect = PairedEffect(contrast.differences),
        let posterior = contrast.posterior(seed: seed)
      else { return nil }
      let p = WilcoxonTest(contrast.differences).pValue
      return Comparison(
        contrast: contrast, effect: effect, posterior: posterior, p: p, adjusted: p)
    }
    let powers = Powers(
      of: Set(comparisons.map(\.contrast.differences.count)), comparisons: comparisons.count,
      seed: seed)
    for (place, p) in Holm.adjusted(comparisons.map(\.p)).enumerated() {
      comparisons[place].adjusted = p
      comparisons[place].detectable = powers.detectable(comparisons[place].contrast.differences)
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
      Contrast(
        PairOverDatasets($0.first, minus: $0.second, on: summaries, under: protocolFile),
        at: $0.first.level ?? $0.second.level)
    }
    self.init(contrasts, seed: protocolFile.seed)
  }

  var table: Table {
    var table = Table(
      "answer",
      columns: [
        Table.Column("methods", ""), Table.Column("keep", "connections kept"),
        Table.Column("datasets", "datasets"),
        Table.Column("outcomes", "better / equal / worse", alignment: .trailing),
        Table.Column("median", "median difference"), Table.Column("p", "p"),
        Table.Column("p-holm", "p, Holm"), Table.Column("worse", "P(worse)"),
        Table.Column("equivalent", "P(as good)"), Table.Column("better", "P(better)"),
        Table.Column("found", "found with 80 %", alignment: .trailing),
        Table.Column("verdict", "verdict"),
      ])
    for comparison in comparisons {
      let effect = comparison.effect
      let median: Quantity =
        effect.interval.map { .difference(effect.median, interval: $0, .points) }
        ?? .number(effect.median, .points)
      table.append([
        .text(comparison.contrast.title), .text(comparison.contrast.keep),
        .count(comparison.contrast.differences.count),
        "\(words: "\(effect.wins) / \(effect.ties) / \(effect.losses)")", .quantity(median),
        .quantity(.pValue(comparison.p)), .quantity(.pValue(comparison.adjusted)),
        .number(comparison.posterior.worse, decimals: 2),
        .number(comparison.posterior.equivalent, decimals: 2),
        .number(comparison.posterior.better, decimals: 2),
        comparison.detectable.map { found in
          """
          \(percent: found.alone, decimals: 2) (\(percent: found.corrected, decimals: 2))
          """
        } ?? .missing("none"),
        .words(comparison.verdict.rawValue),
      ])
    }
    return table
  }

  /// What the columns of the table are.
  static let explanation: InlineText = """
    One number a dataset: the difference of the mean test accuracies, or of validation accuracies between numbers of hidden \
    nodes. The median difference in points (Hodges and Lehmann) \
    has its 95 % interval; p is that of Wilcoxon's two-sided signed-rank test, then corrected by Holm's method for all \
    comparisons of the question. P is how probable it is that, on other datasets like these, the first method is most \
    likely worse by more than \(percent: Difference.rope, decimals: 1) points, as good, or better by more (Bayesian \
    signed-rank test). "Found with 80 %" is the power: the smallest mean difference in points that the test alone would \
    have found with a probability of 0.8, if differences are normal and vary over datasets as these do; in parentheses \
    the same for the strictest of the corrected tests. A verdict is "better" or "worse" where the corrected p is at most \
    0.05; "at least as good" where P(worse) is at most 0.05; else "undecided".
    """
}

/// What Wilcoxon's test finds, alone and corrected, by the number of datasets.
private struct Powers {
  private var alone: [Int: SignedRankPower] = [:]
  private var corrected: [Int: SignedRankPower] = [:]

  init(of counts: Set<Int>, comparisons: Int, seed: UInt64) {
    for count in counts {
      func power(_ level: Double) -> SignedRankPower {
        var stream = RandomStream(seed: seed, name: "power/\(count)")
        return SignedRankPower(datasets: count, level: level, using: &stream)
      }
      alone[count] = power(0.05)
      corrected[count] = power(0.05 / Double(comparisons))
    }
  }

  func detectable(_ differences: [Double]) -> (alone: Double, corrected: Double)? {
    guard let deviation = MeanAndDeviation(differences)?.deviation, deviation > 0,
      let one = alone[differences.count]?.smallestEffect,
      let all = corrected[differences.count]?.smallestEffect
    else { return nil }
    return (one * deviation, all * deviation)
  }
}
