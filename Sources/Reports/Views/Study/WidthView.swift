import Experiments
import Statistics

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
      var table = Table(
        "widths",
        columns: [
          Table.Column("nodes", "hidden nodes"),
          Table.Column("training-by-test", "training AUC, best test of each draw"),
          Table.Column("test-by-test", "test AUC, best test (as the paper)"),
          Table.Column("training-by-loss", "training AUC, lowest loss of each draw"),
          Table.Column("test-by-loss", "test AUC, lowest loss"),
        ])
      for hidden in one.hidden {
        guard let byTest = means(one.problem, hidden, by: \.testAUC),
          let byLoss = means(one.problem, hidden, by: { -$0.loss })
        else { continue }
        table.append(
          [.count(hidden)]
            + [byTest.training, byTest.test, byLoss.training, byLoss.test].map {
              .quantity($0.quantity)
            })
      }
      return Section(heading: "\(words: one.problem.title)", blocks: [.table(table)])
    }
  }

  var claims: [Claim] {
    let checks = report.study.cases.compactMap { one -> Claim.Check? in
      let means = one.hidden.compactMap { hidden in
        self.means(one.problem, hidden, by: \.testAUC)
          .map { (hidden: hidden, training: $0.training, test: $0.test) }
      }
      guard let widest = means.last,
        let narrow = means.filter({ 2 * $0.hidden <= widest.hidden })
          .max(by: { $0.test.mean < $1.test.mean })
      else { return nil }
      let gain = widest.test.mean - narrow.test.mean
      let error = (widest.test.squaredError + narrow.test.squaredError).squareRoot()
      let difference = Quantity.spread(
        gain, plusMinus: error, NumberStyle(decimals: 3, isSigned: true))
      return Claim.Check(
        finding: """
          \(words: one.problem.title): \(widest.hidden) nodes reach training AUC \
          \(widest.training.mean, decimals: 3) and test AUC \(widest.test.mean, decimals: 3), \
          \(difference) from that of \(narrow.hidden) nodes.
          """,
        holds: widest.training.mean > 0.99 && gain <= 2 * error)
    }
    return [
      Claim(
        place: "Section 3, Figure 4",
        statement: "With more hidden nodes the training AUC reaches 1, while the test AUC is best "
          + "with relatively few and does not improve any more: overfitting.",
        criterion: "the widest network's training AUC is over 0.99 and its test AUC no more than "
          + "two standard errors above the best of those at most half as wide", checks: checks)
    ]
  }

  var figures: [Figure] {
    let cases = Dictionary(grouping: report.study.cases, by: \.problem.k)
    let panels = cases.keys.sorted().enumerated().map { index, k in
      let ps = cases[k, default: []].map { "\($0.problem.dimensions)" }.joined(separator: ", ")
      return Figure.Panel(
        title: "k = \(k), p = \(ps)",
        x: Figure.Axis(label: "hidden nodes", isLogarithmic: true, ticks: report.hiddenTicks),
        y: Figure.Axis(
          label: index == 0 ? "AUC, best test of \(report.study.initialisations)" : "",
          range: 0.45...1.02),
        curves: cases[k, default: []].enumerated().flatMap { colour, one in
          [
            curve(
              one,
              colour == 0 ? "the first p" : "the \(colour == 1 ? "second" : "\(colour + 1)th") p",
              colour
            ) { $0.test.mean },
            curve(one, "training (dashed)", colour, isDashed: true) { $0.training.mean },
          ]
        })
    }
    return [Figure(name: report.figureName, columns: panels.count, panels: panels)]
  }

  private func curve(
    _ one: StudyFile.Case, _ label: String, _ colour: Int, isDashed: Bool = false,
    _ value: ((training: MeanAndDeviation, test: MeanAndDeviation)) -> Double
  ) -> Figure.Curve {
    Figure.Curve(
      label: label, colour: colour, isDashed: isDashed, hasPoints: true,
      points: one.hidden.compactMap { hidden in
        means(one.problem, hidden, by: \.testAUC).map {
          Figure.Point(x: Double(hidden), y: value($0))
        }
      })
  }
}
