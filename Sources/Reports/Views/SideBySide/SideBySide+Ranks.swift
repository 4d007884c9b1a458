import Experiments
import Statistics
import Tabular

/// How the methods rank over the sets, by the last finished run: a leak-free one, where there is one.
extension SideBySide {
  private struct Ranked {
    let run: Report
    let methods: [ComparedMethod]
    let test: FriedmanTest
    /// For each dataset the mean accuracy of each method.
    let scores: [[Double]]
  }

  private var ranked: Ranked? {
    let finished = runs.filter { $0.missingFits == 0 }
    guard let run = finished.last(where: \.description.protocolFile.isLeakFree) ?? finished.last
    else { return nil }
    // The exact test is one of three methods.
    let methods = self.methods
    guard methods.count == 3 else { return nil }
    let scores = run.summaries.compactMap { summary -> [Double]? in
      let means = methods.compactMap { summary.entry($0.name)?.accuracy?.mean }
      return means.count == methods.count ? means : nil
    }
    // All outcomes are gone through: of more sets than these there would be too many.
    guard scores.count <= FriedmanTest.limit else { return nil }
    return FriedmanTest(scores).map {
      Ranked(run: run, methods: methods, test: $0, scores: scores)
    }
  }

  /// The part of the report that looks across the sets.
  var ranks: Section {
    let heading: InlineText = "Across the sets"
    guard let ranked else {
      return Section(
        heading: heading,
        blocks: [
          .paragraph(
            methods.count == 3
              ? "There is no finished run of two to \(FriedmanTest.limit) sets to rank the methods by."
              : "Methods are ranked where there are three; here are \(methods.count).")
        ])
    }
    return Section(
      heading: heading,
      blocks: [
        .paragraph(Self.tests(ranked)),
        .figure(
          FigureReference(caption: "Mean ranks of the methods", path: "figures/ranks")),
      ] + Self.posteriors(ranked).map { .paragraph($0) })
  }

  private static func tests(_ ranked: Ranked) -> InlineText {
    let test = ranked.test
    let ranks = zip(ranked.methods, test.ranks)
      .map { "\(name: $0.title) \($1, decimals: 2)" as InlineText }.joined(separator: ", ")
    let smallest = 2 * (0..<test.count).reduce(1.0) { product, _ in product / 2 }
    let most = Double(ranked.methods.count - 1)
    let power: InlineText =
      test.criticalDifference > most
      ? """
      more than the \(most, decimals: 2) that ranks can differ by: no outcome tells any two methods apart
      """
      : """
      of the \(most, decimals: 2) that ranks can differ by at most: only a method that is nearly always \
      first is told from one that is nearly always last
      """
    return """
      Mean ranks under \(ranked.run.codeName), 1 the best: \(ranks). Friedman's exact test: \
      p = \(test.pValue, decimals: 4) (at best \(test.smallestPValue, decimals: 4) with \(test.count) \
      sets). Nemenyi's critical difference at the level 0.05: \(test.criticalDifference, decimals: 2), \
      \(power). A two-sided Wilcoxon test of two methods on \(test.count) sets cannot come below \
      p = \(smallest, decimals: 4)\
      \(words: smallest > 0.05 ? ", whatever the data: it could never reach 0.05" : "") (Demšar, JMLR 7:1-30, \
      2006).
      """
  }

  /// How probable it is that NN+CPNA is better than each of the others on sets like these.
  private static func posteriors(_ ranked: Ranked) -> [InlineText] {
    guard let pruned = ranked.methods.firstIndex(where: { $0.name == .cpna }) else { return [] }
    return ranked.methods.enumerated().filter { $0.offset != pruned }.map { index, method in
      let differences = ranked.scores.map { $0[pruned] - $0[index] }
      var stream = RandomStream(
        seed: ranked.run.description.protocolFile.seed,
        name: "signed ranks/\(method.name.streamName)")
      let posterior = SignedRankPosterior(differences, rope: Difference.rope, using: &stream)
      return """
        That NN+CPNA is most likely worse than \(name: method.title) by over \
        \(percent: Difference.rope, decimals: 1) points on sets like these, most likely as good, or most \
        likely better: probability \(posterior.worse, decimals: 2), \
        \(posterior.equivalent, decimals: 2), \(posterior.better, decimals: 2) (Bayesian signed-rank \
        test, Benavoli et al., JMLR 18(77):1-36, 2017).
        """
    }
  }

  /// The critical-difference picture: the mean ranks, and how far apart two must be.
  var rankFigure: Figure? {
    guard let ranked else { return nil }
    let test = ranked.test
    let best = test.ranks.min() ?? 1
    let methods = Figure.Curve(
      label: "mean rank", colour: 0, hasPoints: true,
      points: test.ranks.sorted().map { Figure.Point(x: $0, y: 0) })
    let bar = Figure.Curve(
      label: "critical difference from the best", colour: 1,
      points: [Figure.Point(x: best, y: 1), Figure.Point(x: best + test.criticalDifference, y: 1)])
    return Figure(
      name: "ranks", columns: 1,
      panels: [
        Figure.Panel(
          title: "\(test.count) sets, 1 is best",
          x: Figure.Axis(
            label: "mean rank",
            range:
              0.9...max(
                Double(ranked.methods.count) + 0.1, best + test.criticalDifference + 0.1)),
          y: Figure.Axis(label: "", isDrawn: false, range: -0.05...1.1), curves: [methods, bar],
          marks: zip(ranked.methods, test.ranks).map { Figure.Mark(x: $1, label: $0.title) })
      ])
  }
}
