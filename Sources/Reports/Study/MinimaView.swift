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
      var table = MarkdownTable(header: [
        "hidden nodes", "lowest loss", "median", "highest", "test AUC of lowest", "of median",
        "of highest", "test AUC over \(Self.deep)",
      ])
      for hidden in one.hidden {
        let ranked = ranked(one.problem, hidden)
        let fits = report.results(one.problem, .dense, hidden: hidden)
        guard let losses = Quantiles(ranked.losses), !fits.isEmpty else { continue }
        let deep = fits.count { $0.result.chosen.testAUC > Self.deep }
        let aucs = ranked.testAUCs
        table.rows.append([
          "\(hidden)", fixed(losses.minimum, 4), fixed(losses.median, 4),
          fixed(losses.maximum, 4), fixed(aucs[0], 3), fixed(aucs[aucs.count / 2], 3),
          fixed(aucs[aucs.count - 1], 3),
          "\(fixed(100 * Double(deep) / Double(fits.count), 1)) % of \(grouped(fits.count))",
        ])
      }
      return Section(heading: one.problem.title, table: table)
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
          + "hard: at p = 100 none is found.", criterion: "no test AUC is over \(Self.deep)",
        checks: hopeless.map { one in
          Claim.Check(
            finding: deepShares(one), holds: one.hidden.allSatisfy { deepShare(one, $0) == 0 })
        }),
      Claim(
        place: "Section 2.2, third conclusion",
        statement: "If there are not too many irrelevant variables, many hidden nodes find a deep "
          + "optimum more often than few.",
        criterion:
          "test AUCs over \(Self.deep) are more frequent in the widest network than in the narrowest",
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
      finding: "\(one.problem.title), \(hidden) nodes: test AUC \(fixed(best, 3)) at the lowest "
        + "loss, \(fixed(worst, 3)) at the highest.", holds: best - worst > 0.1)
  }

  private func lowestLoss(_ one: StudyFile.Case) -> Claim.Check? {
    let losses = one.hidden.compactMap { hidden in
      ranked(one.problem, hidden).losses.first.map { (hidden: hidden, loss: $0) }
    }
    guard let least = losses.min(by: { $0.loss < $1.loss }), losses.count > 1 else { return nil }
    let expected = one.problem.dimensions < 100 ? one.hidden.last : one.hidden.first
    return Claim.Check(
      finding: "\(one.problem.title): the lowest losses are "
        + losses.map { "\(fixed($0.loss, 4)) with \($0.hidden) nodes" }.joined(separator: ", ")
        + ".",
      holds: least.hidden == expected)
  }

  /// The share of the fits that found a deep minimum.
  private func deepShare(_ one: StudyFile.Case, _ hidden: Int) -> Double {
    let fits = report.results(one.problem, .dense, hidden: hidden)
    return Double(fits.count { $0.result.chosen.testAUC > Self.deep }) / Double(max(1, fits.count))
  }

  private func deepShares(_ one: StudyFile.Case) -> String {
    "\(one.problem.title): test AUC over \(Self.deep) in "
      + one.hidden.map { "\(fixed(100 * deepShare(one, $0), 1)) % with \($0) nodes" }
      .joined(separator: ", ") + "."
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
