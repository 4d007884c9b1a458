import Studies

/// The sorted test AUCs of each method (paper, section 4.1, Figure 7).
struct SortedView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private func aucs(_ problem: Problem, _ method: StudyMethod) -> [Double] {
    report.results(problem, method).map(\.result.chosen.testAUC).sorted()
  }

  var sections: [Section] {
    report.study.cases.map { one in
      var table = MarkdownTable(header: [
        "", "lowest", "quarter below", "median", "quarter above", "highest", "over 0.9",
      ])
      for method in report.study.methods {
        let aucs = aucs(one.problem, method)
        guard let quantiles = Quantiles(aucs) else { continue }
        table.rows.append(
          [method.title]
            + [0, 0.25, 0.5, 0.75, 1].map { fixed(quantiles[$0], 3) }
            + ["\(aucs.count { $0 > 0.9 }) of \(aucs.count)"])
      }
      return Section(heading: "Test AUC, \(one.problem.title)", table: table)
    }
  }

  var claims: [Claim] {
    func checks(
      _ found: StudyMethod, _ other: StudyMethod, _ holds: (Double, Double) -> Bool
    ) -> [Claim.Check] {
      report.study.cases.compactMap { one in
        guard let a = Quantiles(aucs(one.problem, found)),
          let b = Quantiles(aucs(one.problem, other))
        else { return nil }
        return Claim.Check(
          finding: "\(one.problem.title): median \(fixed(a.median, 3)) \(found.title), "
            + "\(fixed(b.median, 3)) \(other.title) (highest \(fixed(b.maximum, 3))).",
          holds: holds(a.median, b.median))
      }
    }
    return [
      Claim(
        place: "Section 4.1, Figure 7",
        statement: "Neither random weights nor the initial ones give the found sub-network its "
          + "performance back.",
        checks: checks(.hidden, .random) { $0 > $1 + 0.01 }
          + checks(.hidden, .initial) { $0 > $1 + 0.01 }),
      Claim(
        place: "Section 4.1, Figure 7",
        statement: "Initial weights do a little better than random ones.",
        checks: checks(.initial, .random) { $0 > $1 }),
      Claim(
        place: "Beyond the paper",
        statement: "The same of sub-networks pruned in all layers.",
        checks: checks(.all, .randomAll) { $0 > $1 + 0.01 }
          + checks(.all, .initialAll) { $0 > $1 + 0.01 }),
    ]
  }

  var figures: [Figure] {
    let panels = report.study.cases.enumerated().map { index, one in
      Figure.Panel(
        title: one.problem.title, x: Figure.Axis(label: "trial, sorted"),
        y: Figure.Axis(label: index == 0 ? "test AUC" : "", range: 0.45...1.02),
        curves: report.study.methods.enumerated().map { colour, method in
          Figure.Curve(
            label: method.title, colour: colour,
            points: aucs(one.problem, method).enumerated().map {
              Figure.Point(x: Double($0 + 1), y: $1)
            })
        }, legend: index == 0 ? .topLeft : nil)
    }
    return [Figure(name: report.study.study, columns: panels.count, panels: panels)]
  }
}
