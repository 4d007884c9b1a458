import Studies

/// Training and test AUC of the best of each draw against hidden nodes (paper, section 3, Figure 4).
struct WidthView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private func means(
    _ problem: Problem, _ hidden: Int, by score: (StudyResult.Scores) -> Double
  ) -> (training: MeanAndDeviation, test: MeanAndDeviation)? {
    let best = report.bestOfDraws(problem, hidden: hidden, by: score)
    guard let training = MeanAndDeviation(best.map(\.trainingAUC)),
      let test = MeanAndDeviation(best.map(\.testAUC))
    else { return nil }
    return (training, test)
  }

  var sections: [Section] {
    report.study.cases.map { one in
      var table = MarkdownTable(header: [
        "hidden nodes", "training AUC, best test of each draw",
        "test AUC, best test (as the paper)",
        "training AUC, lowest loss of each draw", "test AUC, lowest loss",
      ])
      for hidden in one.hidden {
        guard let byTest = means(one.problem, hidden, by: \.testAUC),
          let byLoss = means(one.problem, hidden, by: { -$0.loss })
        else { continue }
        table.rows.append(
          ["\(hidden)"]
            + [byTest.training, byTest.test, byLoss.training, byLoss.test].map(text))
      }
      return Section(heading: one.problem.title, table: table)
    }
  }

  private func text(_ value: MeanAndDeviation) -> String {
    "\(fixed(value.mean, 3)) ± \(fixed(value.deviation, 3))"
  }

  var claims: [Claim] {
    let checks = report.study.cases.compactMap { one -> Claim.Check? in
      let means = one.hidden.compactMap { hidden in
        self.means(one.problem, hidden, by: \.testAUC).map {
          (hidden: hidden, $0.training, $0.test)
        }
      }
      guard let widest = means.last,
        let peak = means.max(by: { $0.2.mean < $1.2.mean })
      else { return nil }
      return Claim.Check(
        finding: "\(one.problem.title): test AUC is highest, \(fixed(peak.2.mean, 3)), with "
          + "\(peak.hidden) nodes; \(widest.hidden) nodes reach \(fixed(widest.1.mean, 3)) in "
          + "training and \(fixed(widest.2.mean, 3)) in the test.",
        holds: widest.1.mean > 0.99 && peak.2.mean > widest.2.mean - 0.005
          && peak.hidden < widest.hidden)
    }
    return [
      Claim(
        place: "Section 3, Figure 4",
        statement: "With more hidden nodes the training AUC reaches 1, while the test AUC is best "
          + "with relatively few and does not improve any more: overfitting.", checks: checks)
    ]
  }

  var figures: [Figure] {
    let cases = Dictionary(grouping: report.study.cases, by: \.problem.k)
    let panels = cases.keys.sorted().enumerated().map { index, k in
      Figure.Panel(
        title: "k = \(k)", x: Figure.Axis(label: "hidden nodes", isLogarithmic: true),
        y: Figure.Axis(label: index == 0 ? "AUC, best test of 10" : "", range: 0.45...1.02),
        curves: cases[k, default: []].enumerated().flatMap { colour, one in
          [false, true].map { isTraining in
            Figure.Curve(
              label: "p = \(one.problem.dimensions), \(isTraining ? "training" : "test")",
              colour: colour, isDashed: isTraining, hasPoints: true,
              points: one.hidden.compactMap { hidden in
                means(one.problem, hidden, by: \.testAUC).map {
                  Figure.Point(x: Double(hidden), y: isTraining ? $0.training.mean : $0.test.mean)
                }
              })
          }
        }, legend: .bottomRight)
    }
    return [Figure(name: report.study.study, columns: panels.count, panels: panels)]
  }
}
