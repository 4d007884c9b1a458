import Studies

/// The test AUC of each method against hidden nodes, mean and spread (paper, section 3.1, Figure 6).
struct MethodsView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private func aucs(_ problem: Problem, _ method: StudyMethod, _ hidden: Int) -> [Double] {
    report.results(problem, method, hidden: hidden).map(\.result.chosen.testAUC)
  }

  var sections: [Section] {
    report.study.cases.map { one in
      var table = MarkdownTable(header: ["hidden nodes"] + report.study.methods.map(\.title))
      for hidden in one.hidden {
        table.rows.append(
          ["\(hidden)"]
            + report.study.methods.map { method in
              MeanAndDeviation(aucs(one.problem, method, hidden)).map {
                "\(fixed($0.mean, 3)) ± \(fixed($0.deviation, 3))"
              } ?? "none"
            })
      }
      return Section(
        heading: "Test AUC, \(one.problem.title)", table: table,
        notes: ["± is the standard deviation over the initialisations, not an error of the mean."])
    }
  }

  var claims: [Claim] {
    var higher: [Claim.Check] = []
    var steadier: [Claim.Check] = []
    for one in report.study.cases {
      for hidden in one.hidden {
        guard let dense = MeanAndDeviation(aucs(one.problem, .dense, hidden)),
          let plain = MeanAndDeviation(aucs(one.problem, .cpa, hidden)),
          let normalized = MeanAndDeviation(aucs(one.problem, .hidden, hidden))
        else { continue }
        higher.append(
          Claim.Check(
            finding: "\(hidden) nodes: mean test AUC \(fixed(dense.mean, 3)) dense, "
              + "\(fixed(plain.mean, 3)) CPA, \(fixed(normalized.mean, 3)) CPNA.",
            holds: normalized.mean > plain.mean && plain.mean > dense.mean))
        steadier.append(
          Claim.Check(
            finding: "\(hidden) nodes: standard deviation \(fixed(plain.deviation, 3)) CPA, "
              + "\(fixed(normalized.deviation, 3)) CPNA.",
            holds: normalized.deviation < plain.deviation))
      }
    }
    return [
      Claim(
        place: "Section 3.1, Figure 6",
        statement: "CPA and CPNA generalise better than the dense network, CPNA best.",
        checks: higher),
      Claim(
        place: "Section 3.1, Figure 6",
        statement: "CPNA is more consistent than CPA: its variance is smaller.", checks: steadier),
    ]
  }

  var figures: [Figure] {
    let panels = report.study.cases.map { one in
      Figure.Panel(
        title: one.problem.title, x: Figure.Axis(label: "hidden nodes", isLogarithmic: true),
        y: Figure.Axis(label: "test AUC, mean and standard deviation"),
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
        }, legend: .bottomRight)
    }
    return [Figure(name: report.study.study, columns: panels.count, panels: panels)]
  }
}
