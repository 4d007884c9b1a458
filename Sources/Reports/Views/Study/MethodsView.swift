import Experiments
import Statistics

/// The test AUC of each method against hidden nodes, mean and spread (paper, section 3.1, Figure 6).
struct MethodsView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private func aucs(_ problem: Problem, _ method: StudyMethod, _ hidden: Int) -> [Double] {
    report.results(problem, method, hidden: hidden).map(\.result.chosen.testAUC)
  }

  var sections: [Section] {
    report.study.cases.map { one in
      var table = Table(
        "methods",
        columns: [Table.Column("nodes", "hidden nodes")]
          + report.study.methods.map { Table.Column($0.rawValue, "\(name: $0.title)") })
      for hidden in one.hidden {
        table.append(
          [.count(hidden)]
            + report.study.methods.map { method in
              .optional(MeanAndDeviation(aucs(one.problem, method, hidden))?.quantity)
            })
      }
      return Section(
        heading: "Test AUC, \(words: one.problem.title)",
        blocks: [
          .table(table),
          .list(["± is the standard deviation over the initialisations, not an error of the mean."]
          ),
        ])
    }
  }

  var claims: [Claim] {
    var aboveDense: [Claim.Check] = []
    var abovePlain: [Claim.Check] = []
    var steadier: [Claim.Check] = []
    for one in report.study.cases {
      for hidden in one.hidden {
        let dense = report.results(one.problem, .dense, hidden: hidden)
        let plain = report.results(one.problem, .cpa, hidden: hidden)
        let normalized = report.results(one.problem, .hidden, hidden: hidden)
        for (method, fits) in [(StudyMethod.cpa, plain), (.hidden, normalized)] {
          guard let difference = Difference(fits, minus: dense) else { continue }
          aboveDense.append(
            Claim.Check(
              finding: "\(hidden) nodes: \(name: method.title) minus NN is \(difference.text).",
              holds: difference.isAbove(0)))
        }
        guard let difference = Difference(normalized, minus: plain),
          let spreads = [plain, normalized].map({
            MeanAndDeviation($0.map(\.result.chosen.testAUC))?.deviation
          }) as? [Double]
        else { continue }
        abovePlain.append(
          Claim.Check(
            finding: "\(hidden) nodes: CPNA minus CPA is \(difference.text).",
            holds: difference.isAbove(0)))
        let ratio = spreads[1] / spreads[0]
        steadier.append(
          Claim.Check(
            finding: """
              \(hidden) nodes: standard deviation \(spreads[0], decimals: 4) CPA, \
              \(spreads[1], decimals: 4) CPNA.
              """,
            holds: (0.8...1.25).contains(ratio) ? nil : ratio < 1))
      }
    }
    let clear: InlineText = "the mean difference is above 0 by more than two standard errors"
    return [
      Claim(
        place: "Section 3.1, Figure 6",
        statement: "CPA and CPNA generalise better than the dense network.", criterion: clear,
        checks: aboveDense),
      Claim(
        place: "Section 3.1, Figure 6", statement: "CPNA achieves a higher test AUC than CPA.",
        criterion: clear, checks: abovePlain),
      Claim(
        place: "Section 3.1, Figure 6",
        statement: "CPNA is more consistent than CPA: its spread is smaller.",
        criterion: "the ratio of the standard deviations is below 0.8; undecided up to 1.25",
        checks: steadier),
    ]
  }

  var figures: [Figure] {
    let panels = report.study.cases.map { one in
      Figure.Panel(
        title: one.problem.title,
        x: Figure.Axis(label: "hidden nodes", isLogarithmic: true, ticks: report.hiddenTicks),
        y: Figure.Axis(label: "test AUC, mean"),
        curves: report.study.methods.enumerated().map { colour, method in
          Figure.Curve(
            label: method.title, colour: colour, hasPoints: true,
            points: one.hidden.compactMap { hidden in
              MeanAndDeviation(aucs(one.problem, method, hidden)).map {
                Figure.Point(
                  x: Double(hidden), y: $0.mean,
                  spread: $0.mean - $0.deviation...min(1, $0.mean + $0.deviation))
              }
            })
        })
    }
    return [
      Figure(
        name: report.figureName, columns: panels.count, panels: panels,
        bandMeaning: "mean ± standard deviation over the initialisations")
    ]
  }
}
