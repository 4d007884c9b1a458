import Experiments
import Statistics

extension Answer {
  /// What was found, a sentence for each verdict at each share of connections: what came out so, by how much, and, where
  /// no difference is shown, how large it had to be.
  var sentences: [InlineText] {
    var levels: [InlineText] = []
    for comparison in comparisons where !levels.contains(comparison.contrast.keep) {
      levels.append(comparison.contrast.keep)
    }
    return levels.flatMap { level in
      Verdict.allCases.compactMap { verdict in
        sentence(
          verdict, comparisons.filter { $0.contrast.keep == level && $0.verdict == verdict })
      }
    }
  }

  /// Nil without any comparison.
  private func sentence(_ verdict: Verdict, _ own: [Comparison]) -> InlineText? {
    guard let first = own.first else { return nil }
    let share: InlineText =
      first.level.map { " with \(words: $0.text)\(words: $0.whole)" } ?? ""
    let word = InlineText([.strong("\(words: verdict.rawValue)")])
    let preposition = InlineText([.words(verdict.preposition)])
    let start: InlineText
    let names: [InlineText]
    // Said once, where all comparisons of the question have it in common.
    if let second = commonSecond {
      start = "\(word) \(preposition) \(second)\(share):"
      names = own.map { $0.contrast.first }
    } else if let method = commonFirst {
      start = "\(method)\(share) is \(word) \(preposition)"
      names = own.compactMap { $0.contrast.second }
    } else {
      start = "\(word)\(share):"
      names = own.map(\.contrast.title)
    }
    let items = zip(names, own).map { name, comparison -> InlineText in
      "\(name) \(comparison.effect.inBrackets)\(probability(verdict, comparison.posterior))"
    }
    return "\(start) \(items.joined(separator: ", ")).\(power(verdict, own))"
  }

  /// A p-value that is not small enough is no evidence that nothing is lost, and one that is small enough says nothing of
  /// what matters: these probabilities do.
  private func probability(_ verdict: Verdict, _ posterior: SignedRankPosterior) -> InlineText {
    let style = NumberStyle(decimals: 3)
    return switch verdict {
    case .undecided, .asGood: " (P(worse) \(Quantity.number(posterior.worse, style)))"
    case .better: " (P(better) \(Quantity.number(posterior.better, style)))"
    case .worse, .worseByLittle: ""
    }
  }

  /// What would have been found, where nothing was.
  private func power(_ verdict: Verdict, _ own: [Comparison]) -> InlineText {
    guard verdict == .undecided || verdict == .asGood else { return "" }
    let found = own.compactMap(\.detectable?.corrected)
    guard let least = found.min(), let most = found.max() else {
      // Differences that do not vary say nothing of power.
      return own.contains { Set($0.contrast.differences).count > 1 }
        ? " On so few datasets the strictest of the tests would have found no difference, however large."
        : ""
    }
    let style = NumberStyle.percent()
    let range: InlineText =
      Formatting.fixed(100 * least, 2) == Formatting.fixed(100 * most, 2)
      ? "\(Quantity.number(least, style))"
      : "\(Quantity.number(least, style)) to \(Quantity.number(most, style))"
    return """
       With a power of 80 % \(words: comparisons.count > 1 ? "the strictest of the tests" : "the test") would have found \
      \(range) points.
      """
  }

  private var commonFirst: InlineText? {
    let names = Set(comparisons.map(\.contrast.first))
    return names.count == 1 && comparisons.allSatisfy { $0.contrast.second != nil }
      ? names.first : nil
  }

  private var commonSecond: InlineText? {
    let names = Set(comparisons.map(\.contrast.second))
    return names.count == 1 ? names.first ?? nil : nil
  }
}

extension Answer.Verdict {
  /// Behind the verdict, before what is subtracted.
  fileprivate var preposition: String {
    switch self {
    case .better, .worse, .worseByLittle: "than"
    case .asGood: "as"
    case .undecided: "against"
    }
  }
}

extension PairedEffect {
  /// `+0.31 [+0.02, +0.60]`: the median in points, with its interval if there is one.
  fileprivate var inBrackets: InlineText {
    let style = NumberStyle.percent(isSigned: true)
    let median: InlineText = "\(Quantity.number(median, style))"
    guard let interval else { return median }
    return """
      \(median) [\(Quantity.number(interval.lowerBound, style)), \(Quantity.number(interval.upperBound, style))]
      """
  }
}
