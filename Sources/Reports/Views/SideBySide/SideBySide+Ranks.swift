import Experiments
import Statistics
import Tabular

/// How the methods rank over the datasets, by the last finished run: a leak-free one, where there is one.
extension SideBySide {
  private struct Ranked {
    let run: Report
    let methods: [ComparedMethod]
    let test: FriedmanTest
    /// For each dataset that has all of them the mean accuracy of each method.
    let scores: [[Double]]

    /// Scores that differ by less than any count of rows can make them: equal, whatever their means were rounded to.
    static func rounded(_ score: Double) -> Double { (1e12 * score).rounded() / 1e12 }
  }

  private var rankedRun: Report? {
    let finished = runs.filter { $0.missingFits == 0 }
    return finished.last(where: \.description.protocolFile.isLeakFree) ?? finished.last
  }

  private var ranked: Ranked? {
    guard let run = rankedRun else { return nil }
    let methods = run.description.protocolFile.methods
    let scores = run.summaries.compactMap { summary -> [Double]? in
      let means = methods.compactMap { summary.entry($0.name)?.accuracy?.mean }
      return means.count == methods.count ? means : nil
    }
    return FriedmanTest(scores.map { $0.map(Ranked.rounded) }).map {
      Ranked(run: run, methods: methods, test: $0, scores: scores)
    }
  }

  /// The part of the report that looks across the datasets.
  var ranks: Section {
    Section(
      heading: "Across the datasets", blocks: ranked.map(Self.blocks) ?? [.paragraph(unranked)])
  }

  /// Why there are no ranks.
  private var unranked: InlineText {
    guard let run = rankedRun else { return "The methods are not ranked: no run is finished." }
    let methods = run.description.protocolFile.methods.count
    return """
      The methods are not ranked: that takes two methods or more, and two datasets or more on which all of them have \
      a score. \(run.codeName) has \(words: Formatting.counted(methods, "method")) on \
      \(words: Formatting.counted(run.summaries.count, "dataset")).
      """
  }

  private static func blocks(_ ranked: Ranked) -> [Block] {
    var blocks: [Block] = [
      .paragraph(friedman(ranked)), .paragraph(nemenyi(ranked)),
      .figure(FigureReference(caption: "Mean ranks of the methods", path: "figures/ranks")),
    ]
    blocks += againstControl(ranked)
    let posteriors = posteriors(ranked)
    return posteriors.isEmpty ? blocks : blocks + [.paragraph(posteriorText), .list(posteriors)]
  }

  private static func friedman(_ ranked: Ranked) -> InlineText {
    let test = ranked.test
    let ranks = zip(ranked.methods, test.ranks)
      .map { "\(name: $0.title) \($1, decimals: 2)" as InlineText }.joined(separator: ", ")
    let without = ranked.run.summaries.count - test.count
    let left: InlineText =
      without > 0
      ? " (\(words: Formatting.counted(without, "dataset")) without a score of some method left out)"
      : ""
    let kind: InlineText =
      if let smallest = test.smallestPValue {
        "exact; the smallest p that these ranks can have in any order is \(probability(smallest))"
      } else {
        "by Iman and Davenport's F, since the exact distribution would take too many steps"
      }
    return """
      Mean ranks under \(ranked.run.codeName) on \(test.count) datasets\(left), where 1 is the best: \(ranks). \
      Friedman's test of whether the methods rank alike: p = \(probability(test.pValue)) (\(kind)).
      """
  }

  private static func probability(_ value: Double) -> InlineText {
    value < 5e-5 && value > 0
      ? "\(words: "\(Float(value))")" : "\(value, decimals: 4)"
  }

  private static func nemenyi(_ ranked: Ranked) -> InlineText {
    let test = ranked.test
    let most = Double(ranked.methods.count - 1)
    let methods = Array(zip(ranked.methods, test.ranks)).sorted { $0.1 < $1.1 }
    let pairs = methods.enumerated().flatMap { index, better in
      methods.dropFirst(index + 1)
        .filter { $0.1 - better.1 >= test.criticalDifference }
        .map { "\(name: better.0.title) and \(name: $0.0.title)" as InlineText }
    }
    let found: InlineText =
      if test.criticalDifference > most {
        "No two can: mean ranks of \(ranked.methods.count) methods differ by \(most, decimals: 2) at most."
      } else if pairs.isEmpty {
        "No two do."
      } else {
        "These do: \(pairs.joined(separator: ", "))."
      }
    return """
      Two methods differ significantly at the level 0.05, corrected for all pairs, if their mean ranks differ by \
      \(test.criticalDifference, decimals: 2) or more (Nemenyi's critical difference). \(found)
      """
  }

  /// Each method against the control, by Wilcoxon's test.
  private static func againstControl(_ ranked: Ranked) -> [Block] {
    guard let control = ranked.methods.control,
      let place = ranked.methods.firstIndex(of: control)
    else { return [] }
    let others = ranked.methods.indices.filter { $0 != place }
    let tests = others.map { index in
      WilcoxonTest(ranked.scores.map { Ranked.rounded($0[index] - $0[place]) })
    }
    let adjusted = Holm.adjusted(tests.map(\.pValue))
    var table = Table(
      "against-control",
      columns: [
        Table.Column("method", "method"), Table.Column("rank-sum-above", "rank sum, better"),
        Table.Column("rank-sum-below", "rank sum, worse"), Table.Column("equal", "equal scores"),
        Table.Column("p", "p"), Table.Column("p-holm", "p, Holm"),
      ])
    for (index, (test, adjusted)) in zip(others, zip(tests, adjusted)) {
      table.append([
        .name(ranked.methods[index].title), .number(test.above, decimals: 1),
        .number(test.below, decimals: 1), .count(ranked.scores.count - test.count),
        .quantity(.pValue(test.pValue)), .quantity(.pValue(adjusted)),
      ])
    }
    let smallest = 2 * (0..<ranked.test.count).reduce(1.0) { product, _ in product / 2 }
    let power: InlineText =
      smallest > 0.05
      ? """
       On \(ranked.test.count) datasets no p can be below \(smallest, decimals: 4), so that no difference can be \
      significant at the level 0.05.
      """ : ""
    let text: InlineText = """
      Each method against \(name: control.title), the control, by Wilcoxon's two-sided signed-rank test\
      \(words: tests.allSatisfy(\.isExact) ? ", exact" : ", by its normal approximation"). Equal scores are ranked, \
      and then left out (Pratt). The last column is corrected for all rows of the table by Holm's method.\(power) \
      These tests are those of Demšar (JMLR 7:1-30, 2006).
      """
    return [.paragraph(text), .table(table)]
  }

  private static let posteriorText: InlineText = """
    On other datasets like these, how probable it is that the first method is most likely worse than the second by \
    more than \(percent: Difference.rope, decimals: 1) points, that the two most likely differ by less, and that the \
    first is most likely better by more (Bayesian signed-rank test, Benavoli et al., JMLR 18(77):1-36, 2017):
    """

  /// How probable it is that the first method that prunes is better than each of the others on datasets like these.
  private static func posteriors(_ ranked: Ranked) -> [InlineText] {
    guard let pruned = ranked.methods.firstIndex(where: \.isPruned) else { return [] }
    return ranked.methods.enumerated().filter { $0.offset != pruned }.map { index, method in
      let differences = ranked.scores.map { $0[pruned] - $0[index] }
      var stream = RandomStream(
        seed: ranked.run.description.protocolFile.seed,
        name: "signed ranks/\(method.name.streamName)")
      let posterior = SignedRankPosterior(differences, rope: Difference.rope, using: &stream)
      return """
        \(name: ranked.methods[pruned].title) and \(name: method.title): worse \(posterior.worse, decimals: 2), \
        as good \(posterior.equivalent, decimals: 2), better \(posterior.better, decimals: 2).
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
    let range =
      0.9...max(Double(ranked.methods.count) + 0.1, best + test.criticalDifference + 0.1)
    return Figure(
      name: "ranks", columns: 1,
      panels: [
        Figure.Panel(
          title: "\(test.count) datasets, 1 is best",
          x: Figure.Axis(label: "mean rank", range: range),
          y: Figure.Axis(label: "", isDrawn: false, range: -0.05...1.1), curves: [methods, bar],
          marks: Self.marks(
            zip(ranked.methods, test.ranks).map { Figure.Mark(x: $1, label: $0.title) },
            apart: 0.03 * (range.upperBound - range.lowerBound)))
      ])
  }

  /// `marks` from left to right, those that would print over one another under one label, at the first's place.
  /// - Parameter apart: the least distance of two labels.
  static func marks(_ marks: [Figure.Mark], apart: Double) -> [Figure.Mark] {
    marks.enumerated().sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }.map(
      \.element
    )
    .reduce(into: []) { placed, mark in
      if let last = placed.last, mark.x - last.x < apart {
        placed[placed.count - 1] = Figure.Mark(x: last.x, label: "\(last.label), \(mark.label)")
      } else {
        placed.append(mark)
      }
    }
  }
}
