import Experiments
import Statistics

/// The sorted test AUCs of each method (paper, section 4.1, Figure 7).
struct SortedView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private func aucs(_ problem: Problem, _ method: StudyMethod) -> [Double] {
    report.results(problem, method).map(\.result.chosen.testAUC).sorted()
  }

  var sections: [Section] {
    report.study.cases.map { one in
      var table = Table(
        "quantiles",
        columns: [
          Table.Column("method", ""), Table.Column("lowest", "lowest"),
          Table.Column("lower", "quarter below"), Table.Column("median", "median"),
          Table.Column("upper", "quarter above"), Table.Column("highest", "highest"),
          Table.Column("over", "over 0.9"),
        ])
      for method in report.study.methods {
        let aucs = aucs(one.problem, method)
        guard let quantiles = Quantiles(aucs) else { continue }
        table.append(
          [.name(method.title)]
            + [0, 0.25, 0.5, 0.75, 1].map { .number(quantiles[$0], decimals: 3) }
            + ["\(aucs.count { $0 > 0.9 }) of \(aucs.count)"])
      }
      return Section(
        heading: "Test AUC, \(words: one.problem.title)", blocks: [.table(table)])
    }
  }

  var claims: [Claim] {
    func checks(_ pairs: [(StudyMethod, StudyMethod)], margin: Double) -> [Claim.Check] {
      pairs.flatMap { found, other in
        report.checks(found, minus: other, margin: margin)
      }
    }
    return [
      Claim(
        place: "Section 4.1, Figure 7",
        statement:
          "A found sub-network recovers its performance neither reinitialised nor rewound: from "
          + "random weights, or from its own initial ones.", criterion: Self.criterion(0.01),
        checks: checks([(.hidden, .random), (.hidden, .initial)], margin: 0.01)),
      Claim(
        place: "Section 4.1, Figure 7",
        statement: "A rewound sub-network does a little better than a reinitialised one.",
        criterion: Self.criterion(0), checks: checks([(.initial, .random)], margin: 0)),
      Claim(
        place: "Beyond the paper",
        statement: "The same holds for sub-networks pruned in all layers.",
        criterion: Self.criterion(0.01),
        checks: checks(
          [
            (.all, .randomAll), (.all, .initialAll), (.interleaved, .randomInterleaved),
            (.interleaved, .initialInterleaved),
          ], margin: 0.01)),
    ]
  }

  /// When one method is taken to be above another.
  static func criterion(_ margin: Double) -> InlineText {
    """
    the mean difference of AUCs is above \(words: "\(margin)") by more than two standard errors
    """
  }

  var figures: [Figure] {
    let panels = report.study.cases.enumerated().map { index, one in
      Figure.Panel(
        title: one.problem.title, x: Figure.Axis(label: "trial, sorted"),
        y: Figure.Axis(label: index == 0 ? "test AUC" : "", range: 0.45...1.02),
        curves: report.study.methods.enumerated().map { colour, method in
          Figure.Curve(
            label: method.title, colour: colour, isDashed: method.isRetrained,
            points: aucs(one.problem, method).enumerated().map {
              Figure.Point(x: Double($0 + 1), y: $1)
            })
        })
    }
    return [Figure(name: report.figureName, columns: panels.count, panels: panels)]
  }
}
