import Studies

/// The local minima of each draw sorted by training loss, and the mean of the sorted values over the
/// draws (paper, section 2.1, Figures 1 and 2).
struct MinimaView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

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
        "of highest", "test AUC over 0.9",
      ])
      for hidden in one.hidden {
        let ranked = ranked(one.problem, hidden)
        let fits = report.results(one.problem, .dense, hidden: hidden)
        guard let losses = Quantiles(ranked.losses), !fits.isEmpty else { continue }
        let deep = fits.count { $0.result.chosen.testAUC > 0.9 }
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
    var different: [Claim.Check] = []
    var lowest: [Claim.Check] = []
    var shares: [Claim.Check] = []
    var width: [Claim.Check] = []
    for one in report.study.cases {
      let title = one.problem.title
      let ranked = one.hidden.map { (hidden: $0, minima: self.ranked(one.problem, $0)) }
      guard let widest = ranked.last, let narrowest = ranked.first,
        let bestAUC = widest.minima.testAUCs.first, let worstAUC = widest.minima.testAUCs.last
      else { continue }
      // Where nothing can be learned any more there are no deep minima to differ from.
      if one.problem.dimensions < 100 {
        different.append(
          Claim.Check(
            finding:
              "\(title), \(widest.hidden) nodes: test AUC \(fixed(bestAUC, 3)) at the lowest "
              + "loss, \(fixed(worstAUC, 3)) at the highest.",
            holds: bestAUC - worstAUC > 0.1))
      }
      let losses = ranked.map { (hidden: $0.hidden, loss: $0.minima.losses[0]) }
      if let least = losses.min(by: { $0.loss < $1.loss }) {
        let expected = one.problem.dimensions < 100 ? widest.hidden : narrowest.hidden
        lowest.append(
          Claim.Check(
            finding: "\(title): the lowest losses are "
              + losses.map { "\(fixed($0.loss, 4)) with \($0.hidden) nodes" }
              .joined(separator: ", ") + ".",
            holds: least.hidden == expected))
      }
      let deep = one.hidden.map { hidden in
        let fits = report.results(one.problem, .dense, hidden: hidden)
        return (
          hidden,
          100 * Double(fits.count { $0.result.chosen.testAUC > 0.9 })
            / Double(max(1, fits.count))
        )
      }
      let text = deep.map { "\(fixed($0.1, 1)) % with \($0.0) nodes" }.joined(separator: ", ")
      if one.problem.dimensions >= 100 {
        shares.append(
          Claim.Check(
            finding: "\(title): test AUC over 0.9 in \(text).", holds: deep.allSatisfy { $0.1 == 0 }
          ))
      } else if one.problem.dimensions > one.problem.k {
        width.append(
          Claim.Check(
            finding: "\(title): test AUC over 0.9 in \(text).",
            holds: (deep.last?.1 ?? 0) > (deep.first?.1 ?? 0)))
      }
    }
    return [
      Claim(
        place: "Section 2.2, first conclusion",
        statement: "Not all local minima are equivalent: the best one's test AUC is far from the "
          + "worst one's.", checks: different),
      Claim(
        place: "Section 2.1",
        statement: "For small p the 500 hidden nodes have the lowest loss, for p = 100 the 20.",
        checks: lowest),
      Claim(
        place: "Section 2.2, second conclusion",
        statement: "As irrelevant variables increase, finding the deep minima becomes extremely "
          + "hard: at p = 100 none is found.", checks: shares),
      Claim(
        place: "Section 2.2, third conclusion",
        statement: "If there are not too many irrelevant variables, many hidden nodes find a deep "
          + "optimum more often than few.", checks: width),
    ]
  }

  var figures: [Figure] {
    let cases = report.study.cases
    let losses = cases.enumerated().map { index, one in
      Figure.Panel(
        title: one.problem.title, x: Figure.Axis(label: "minimum, sorted by loss"),
        y: Figure.Axis(label: index == 0 ? "training loss" : ""),
        curves: one.hidden.enumerated().map { colour, hidden in
          curve("\(hidden) nodes", colour, ranked(one.problem, hidden).losses)
        }, legend: index == 0 ? .topLeft : nil)
    }
    let aucs = cases.enumerated().map { index, one in
      Figure.Panel(
        title: "", x: Figure.Axis(label: "minimum, sorted by loss"),
        y: Figure.Axis(label: index == 0 ? "AUC" : "", range: 0.45...1.02),
        curves: one.hidden.enumerated().flatMap { colour, hidden in
          let ranked = ranked(one.problem, hidden)
          return [
            curve(index == 0 && colour == 0 ? "test" : "", colour, ranked.testAUCs),
            curve(
              index == 0 && colour == 0 ? "training" : "", colour, ranked.trainingAUCs,
              isDashed: true),
          ]
        }, legend: index == 0 ? .bottomLeft : nil)
    }
    return [
      Figure(name: report.study.study, columns: cases.count, panels: losses + aucs)
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
