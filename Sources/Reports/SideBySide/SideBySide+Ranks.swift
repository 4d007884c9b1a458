import Experiments
import Statistics
import Tabular

/// How the methods rank over the sets, by the last finished run: a leak-free one, where there is one.
extension SideBySide {
  private var ranked: (run: Report, test: FriedmanTest, scores: [[Double]])? {
    let finished = runs.filter { $0.missingFits == 0 }
    guard let run = finished.last(where: \.description.protocolFile.isLeakFree) ?? finished.last
    else { return nil }
    let scores = run.summaries.compactMap { summary -> [Double]? in
      let means = Method.allCases.compactMap { summary.entry($0)?.accuracy?.mean }
      return means.count == Method.allCases.count ? means : nil
    }
    // All outcomes are gone through: of more sets than these there would be too many.
    guard scores.count <= FriedmanTest.limit else { return nil }
    return FriedmanTest(scores).map { (run, $0, scores) }
  }

  /// The part of the report that looks across the sets.
  var ranksMarkdown: String {
    guard let (run, test, scores) = ranked else {
      return """
        ## Across the sets

        There is no finished run of two to \(FriedmanTest.limit) sets to rank the methods by.

        """
    }
    let ranks = zip(Method.allCases, test.ranks)
      .map { "\($0.title) \(fixed($1, 2))" }.joined(separator: ", ")
    let smallest = 2 * (0..<test.count).reduce(1.0) { product, _ in product / 2 }
    let power =
      test.criticalDifference > 2
      ? "more than the 2.00 that ranks can differ by: no outcome tells any two methods apart"
      : "of the 2.00 that ranks can differ by at most: only a method that is nearly always first is "
        + "told from one that is nearly always last"
    var text = """
      ## Across the sets

      Mean ranks under \(run.codeName), 1 the best: \(ranks). Friedman's exact test: \
      p = \(fixed(test.pValue, 4)) (at best \(fixed(test.smallestPValue, 4)) with \(test.count) \
      sets). Nemenyi's critical difference at the level 0.05: \(fixed(test.criticalDifference, 2)), \
      \(power). A two-sided Wilcoxon test of two methods on \(test.count) sets cannot come below \
      p = \(fixed(smallest, 4))\
      \(smallest > 0.05 ? ", whatever the data: it could never reach 0.05" : "") (Demšar, JMLR 7:1-30, \
      2006).

      ![Mean ranks of the methods](figures/ranks.svg)

      """
    for method in Method.allCases where method != .pruned {
      let differences = scores.map { $0[Method.pruned.rank] - $0[method.rank] }
      var stream = RandomStream(
        seed: run.description.protocolFile.seed, name: "signed ranks/\(method.rawValue)")
      let posterior = SignedRankPosterior(
        differences, rope: MethodDifference.rope, using: &stream)
      text += """

        That NN+CPNA is most likely worse than \(method.title) by over \
        \(fixed(100 * MethodDifference.rope, 1)) points on sets like these, most likely as good, or most \
        likely better: probability \(fixed(posterior.worse, 2)), \(fixed(posterior.equivalent, 2)), \
        \(fixed(posterior.better, 2)) (Bayesian signed-rank test, Benavoli et al., JMLR \
        18(77):1-36, 2017).

        """
    }
    return text
  }

  /// The critical-difference picture: the mean ranks, and how far apart two must be.
  var rankFigure: Figure? {
    guard let (_, test, _) = ranked else { return nil }
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
            label: "mean rank", range: 0.9...max(3.1, best + test.criticalDifference + 0.1)),
          y: Figure.Axis(label: "", isDrawn: false, range: -0.05...1.1), curves: [methods, bar],
          marks: zip(Method.allCases, test.ranks).map { Figure.Mark(x: $1, label: $0.title) })
      ])
  }
}
