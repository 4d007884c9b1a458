import Experiments
import Pruning
import Statistics

/// What the datasets of a run say to a question: each of its comparisons by Wilcoxon's test, all corrected together by
/// Holm's method, and by the Bayesian signed-rank test.
struct Answer {
  /// One of the comparisons.
  struct Comparison {
    let pair: PairOverDatasets
    /// The share that the pruned networks keep; nil if validation chose it.
    let level: Level?
    /// The differences' median with its interval.
    let effect: PairedEffect
    let posterior: SignedRankPosterior
    /// Of Wilcoxon's test alone, and corrected.
    let p: Double
    fileprivate(set) var adjusted: Double

    /// Whether it is at most as probable as 0.05 that the first method is worse by more than what matters.
    var keepsAccuracy: Bool { posterior.worse <= 0.05 }

    /// In a word or two.
    var verdict: InlineText {
      let isSignificant = adjusted <= 0.05
      return switch (isSignificant, effect.median > 0, keepsAccuracy) {
      case (true, true, _): "better"
      case (true, false, true): "worse, by less than matters"
      case (true, false, false): "worse"
      case (false, _, true): "at least as good"
      case (false, _, false): "undecided"
      }
    }
  }

  let question: Question
  let comparisons: [Comparison]

  init(to question: Question, on summaries: [Summary], under protocolFile: ProtocolFile) {
    self.question = question
    func method(_ name: MethodName) -> ComparedMethod? { protocolFile.method(name) }
    var comparisons = question.keep.flatMap { level in
      question.minus.compactMap(method).flatMap { second in
        question.methods.compactMap(method).compactMap { first -> Comparison? in
          guard first != second else { return nil }
          let pair = PairOverDatasets(
            MethodAtLevel(first, level), minus: MethodAtLevel(second, level), on: summaries,
            under: protocolFile)
          guard let effect = PairedEffect(pair.differences), let posterior = pair.signedRanks
          else { return nil }
          let p = pair.wilcoxon.pValue
          return Comparison(
            pair: pair, level: level, effect: effect, posterior: posterior, p: p, adjusted: p)
        }
      }
    }
    for (place, p) in Holm.adjusted(comparisons.map(\.p)).enumerated() {
      comparisons[place].adjusted = p
    }
    self.comparisons = comparisons
  }

  /// What was found, in sentences: which comparisons came out how.
  var verdict: InlineText {
    let verdicts = comparisons.map(\.verdict)
    var known: [InlineText] = []
    for verdict in verdicts where !known.contains(verdict) { known.append(verdict) }
    let lists = known.map { verdict -> InlineText in
      let own = zip(comparisons, verdicts).filter { $1 == verdict }.map(\.0)
      let texts = own.map { comparison -> InlineText in
        let share: InlineText = comparison.level.map { " at \(words: $0.text)" } ?? ""
        return """
          \(name: comparison.pair.first.title) minus \(name: comparison.pair.second.title)\(share)
          """
      }
      return "\(strong: "\(verdict)") (\(own.count)): \(texts.joined(separator: "; "))."
    }
    return lists.joined(separator: " ")
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
        Table.Column("verdict", "verdict"),
      ])
    for comparison in comparisons {
      let effect = comparison.effect
      let median: Quantity =
        effect.interval.map { .difference(effect.median, interval: $0, .points) }
        ?? .number(effect.median, .points)
      table.append([
        comparison.pair.title, "\(words: comparison.level?.text ?? "as chosen")",
        .count(comparison.pair.differences.count),
        "\(words: "\(effect.wins) / \(effect.ties) / \(effect.losses)")", .quantity(median),
        .quantity(.pValue(comparison.p)), .quantity(.pValue(comparison.adjusted)),
        .number(comparison.posterior.worse, decimals: 2),
        .number(comparison.posterior.equivalent, decimals: 2),
        .number(comparison.posterior.better, decimals: 2), "\(comparison.verdict)",
      ])
    }
    return table
  }

  /// What the columns of the table are.
  static let explanation: InlineText = """
    One number a dataset: the difference of the mean test accuracies. The median difference in points (Hodges and Lehmann) \
    has its 95 % interval; p is that of Wilcoxon's two-sided signed-rank test, then corrected by Holm's method for all \
    comparisons of the question. P is how probable it is that, on other datasets like these, the first method is most \
    likely worse by more than \(percent: Difference.rope, decimals: 1) points, as good, or better by more (Bayesian \
    signed-rank test). A verdict is "better" or "worse" where the corrected p is at most 0.05; "at least as good" where \
    P(worse) is at most 0.05; else "undecided".
    """
}
