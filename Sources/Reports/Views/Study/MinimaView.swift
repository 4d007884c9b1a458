import Experiments
import Statistics

/// The local minima of each draw sorted by training loss, and the mean of the sorted values over the
/// draws (paper, section 2.1, Figures 1 and 2).
struct MinimaView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  /// The test AUC of a deep minimum: above it the paper calls a network trainable.
  private static let deep = CliffView.threshold

  /// The means over the draws, by rank of the loss.
  private struct Ranked {
    var losses: [Double] = []
    var trainingAUCs: [Double] = []
    var testAUCs: [Double] = []
  }

  private func ranked(_ problem: Problem, _ hidden: Int) -> Ranked {
    let fits = report.results(problem, .dense, hidden: hidden)
    let draws = Dictionary(grouping: fits, by: \.key.draw).values.map { draw in
      draw.map(\.result.chosen).sorted { $0.loss < $1.loss }
    }
    var ranked = Ranked()
    for rank in 0..<(draws.map(\.count).min() ?? 0) {
      func mean(_ value: (StudyResult.Scores) -> Double) -> Double {
        draws.map { value($0[rank]) }.sorted().reduce(0, +) / Double(draws.count)
      }
      ranked.losses.append(mean(\.loss))
      ranked.trainingAUCs.append(mean(\.trainingAUC))
      ranked.testAUCs.append(mean(\.testAUC))
    }
    return ranked
  }

  var sections: [Section] {
    report.study.cases.map { one in
      var table = Table(
        "minima",
        columns: [
          Table.Column("nodes", "hidden nodes"), Table.Column("lowest-loss", "lowest loss"),
          Table.Column("median-loss", "median"), Table.Column("highest-loss", "highest"),
          Table.Column("auc-of-lowest", "test AUC of lowest"),
          Table.Column("auc-of-median", "of median"),
          Table.Column("auc-of-highest", "of highest"),
          Table.Column("deep", "test AUC over \(words: "\(Self.deep)")"),
        ])
      for hidden in one.hidden {
        let ranked = ranked(one.problem, hidden)
        let fits = report.results(one.problem, .dense, hidden: hidden)
        guard let losses = Quantiles(ranked.losses), !fits.isEmpty else { continue }
        let deep = fits.count { $0.result.chosen.testAUC > Self.deep }
        let aucs = ranked.testAUCs
        let share = Quantity.number(
          Double(deep) / Double(fits.count), .percentWithSign(decimals: 1))
        table.append(
          [.count(hidden)]
            + [losses.minimum, losses.median, losses.maximum].map { .number($0, decimals: 4) }
            // That of the minimum in the middle of the sorted losses: no median of AUCs.
            + [aucs[0], aucs[aucs.count / 2], aucs[aucs.count - 1]].map {
              .number($0, decimals: 3)
            } + ["\(share) of \(count: fits.count)"])
      }
      return Section(heading: "\(words: one.problem.title)", blocks: [.table(table)])
    }
  }

  var claims: [Claim] {
    let cases = report.study.cases
    // No deep minimum is left where no network finds one: there the minima are alike.
    let learnable = cases.filter { one in
      one.problem.dimensions > one.problem.k && one.hidden.contains { deepShare(one, $0) > 0 }
    }
    let hopeless = cases.filter { $0.problem.dimensions >= 100 }
    return [
      Claim(
        place: "Section 2.2, first conclusion",
        statement: "Not all local minima are equivalent: the best one's test AUC is far from the "
          + "worst one's.",
        criterion:
          "the mean test AUC at the lowest loss is more than 0.1 above that at the highest",
        checks: learnable.flatMap { one in one.hidden.compactMap { difference(one, $0) } }),
      Claim(
        place: "Section 2.1",
        statement: "For small p the widest network has the lowest loss, for p = 100 the narrowest.",
        criterion: "it has", checks: cases.compactMap(lowestLoss)),
      Claim(
        place: "Section 2.2, second conclusion",
        statement: "As irrelevant variables increase, finding the deep minima becomes extremely "
          + "hard: at p = 100 none is found.",
        criterion: "no test AUC is over \(words: "\(Self.deep)")",
        checks: hopeless.map { one in
          Claim.Check(
            finding: deepShares(one), holds: one.hidden.allSatisfy { deepShare(one, $0) == 0 })
        }),
      Claim(
        place: "Section 2.2, third conclusion",
        statement: "If there are not too many irrelevant variables, many hidden nodes find a deep "
          + "optimum more often than few.",
        criterion:
          """
          test AUCs over \(words: "\(Self.deep)") are more frequent in the widest network than in the \
          narrowest
          """,
        checks: learnable.compactMap { one in
          guard let widest = one.hidden.last, let narrowest = one.hidden.first else { return nil }
          return Claim.Check(
            finding: deepShares(one), holds: deepShare(one, widest) > deepShare(one, narrowest))
        }),
    ]
  }

  private func difference(_ one: StudyFile.Case, _ hidden: Int) -> Claim.Check? {
    let aucs = ranked(one.problem, hidden).testAUCs
    guard let best = aucs.first, let worst = aucs.last else { return nil }
    return Claim.Check(
      finding: """
        \(words: one.problem.title), \(hidden) nodes: test AUC \(best, decimals: 3) at the lowest \
        loss, \(worst, decimals: 3) at the highest.
        """, holds: best - worst > 0.1)
  }

  private func lowestLoss(_ one: StudyFile.Case) -> Claim.Check? {
    let losses = one.hidden.compactMap { hidden in
      ranked(one.problem, hidden).losses.first.map { (hidden: hidden, loss: $0) }
    }
    guard let least = losses.min(by: { $0.loss < $1.loss }), losses.count > 1 else { return nil }
    let expected = one.problem.dimensions < 100 ? one.hidden.last : one.hidden.first
    return Claim.Check(
      finding: "\(words: one.problem.title): the lowest losses are "
        + losses.map { "\($0.loss, decimals: 4) with \($0.hidden) nodes" as InlineText }
        .joined(separator: ", ") + ".",
      holds: least.hidden == expected)
  }

  /// The share of the fits that found a deep minimum.
  private func deepShare(_ one: StudyFile.Case, _ hidden: Int) -> Double {
    let fits = report.results(one.problem, .dense, hidden: hidden)
    return Double(fits.count { $0.result.chosen.testAUC > Self.deep }) / Double(max(1, fits.count))
  }

  private func deepShares(_ one: StudyFile.Case) -> InlineText {
    "\(words: one.problem.title): test AUC over \(words: "\(Self.deep)") in "
      + one.hidden.map { hidden -> InlineText in
        "\(percent: deepShare(one, hidden), decimals: 1) % with \(hidden) nodes"
      }.joined(separator: ", ") + "."
  }

  var figures: [Figure] {
    let cases = report.study.cases
    let losses = cases.enumerated().map { index, one in
      Figure.Panel(
        title: one.problem.title, x: Figure.Axis(label: "minimum, sorted by loss"),
        y: Figure.Axis(label: index == 0 ? "training loss" : ""),
        curves: one.hidden.enumerated().map { colour, hidden in
          curve("\(hidden) nodes", colour, ranked(one.problem, hidden).losses)
        })
    }
    let aucs = cases.enumerated().map { index, one in
      Figure.Panel(
        title: "", x: Figure.Axis(label: "minimum, sorted by loss"),
        y: Figure.Axis(label: index == 0 ? "AUC" : "", range: 0.45...1.02),
        curves: one.hidden.enumerated().flatMap { colour, hidden in
          let ranked = ranked(one.problem, hidden)
          return [
            curve("\(hidden) nodes", colour, ranked.testAUCs),
            curve("training (dashed)", colour, ranked.trainingAUCs, isDashed: true),
          ]
        })
    }
    return [
      Figure(name: report.figureName, columns: cases.count, panels: losses + aucs)
    ]
  }

  private func curve(
    _ label: String, _ colour: Int, _ values: [Double], isDashed: Bool = false
  ) -> Figure.Curve {
    Figure.Curve(
      label: label, colour: colour, isDashed: isDashed,
      points: values.enumerated().map { Figure.Point(x: Double($0 + 1), y: $1) })
  }
}
