import Experiments
import Statistics

extension AcrossDatasets {
  /// More methods than this are summed up.
  private static let mostSentences = 3

  /// What the run says over all of its datasets: a sentence for each method, or of many the best, the worst, and those
  /// that differ significantly from the control.
  var summary: [InlineText] {
    if let dependence { return ["\(dependence) \(Self.untested)"] }
    guard let control else { return [] }
    let against = againstControl
    let results = zip(against.pairs, against.adjusted).compactMap { pair, p in
      PairedEffect(pair.differences).map { (pair: pair, effect: $0, p: p) }
    }
    guard let best = results.max(by: { $0.effect.median < $1.effect.median }),
      let worst = results.min(by: { $0.effect.median < $1.effect.median }), against.datasets > 1
    else { return [] }
    func sentence(_ result: (pair: PairOverDatasets, effect: PairedEffect, p: Double)) -> InlineText
    {
      let verdict: InlineText =
        if result.p > 0.05 {
          "no significant difference"
        } else if result.pair.wilcoxon.rankBiserial > 0 {
          "significantly better"
        } else {
          "significantly worse"
        }
      return """
        \(name: result.pair.first.title) is \(Verdict.place(result.effect.median)) \(name: control.title) in the median \
        of \(result.pair.differences.count) datasets, better on \(result.effect.wins) and worse on \
        \(result.effect.losses): \(verdict) (Wilcoxon's test, p \(words: result.p < 0.001 ? "" : "= ")\
        \(Quantity.pValue(result.p))\(words: results.count > 1 ? " after Holm's correction for \(results.count) methods" : "")).
        """
    }
    let caveats = [against.impossible].compactMap(\.self)
    guard results.count > Self.mostSentences else { return results.map(sentence) + caveats }
    func names(_ isIncluded: (Double, Double) -> Bool) -> InlineText? {
      let names = results.filter { isIncluded($0.p, $0.pair.wilcoxon.rankBiserial) }
        .map { "\(name: $0.pair.first.title)" as InlineText }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    let groups = [
      names { $0 <= 0.05 && $1 > 0 }.map {
        "Significantly better than \(name: control.title): \($0)."
      },
      names { $0 <= 0.05 && $1 <= 0 }.map {
        "Significantly worse than \(name: control.title): \($0)."
      },
    ].compactMap { $0 as InlineText? }
    return [
      "The best of \(results.count) methods: \(sentence(best))", "The worst: \(sentence(worst))",
    ]
      + groups + caveats
  }
}
