import Experiments

/// Losses and AUCs during one run, with its phases (paper, section 4.1, Figure 8).
struct EvolutionView: StudyView {
  private let report: StudyReport

  init(_ report: StudyReport) { self.report = report }

  private var runs: [(one: StudyFile.Case, curve: StudyResult.Curve)] {
    report.study.cases.compactMap { one in
      let method = report.study.methods[report.study.methods.count - 1]
      guard let curve = report.results(one.problem, method).first?.result.curve,
        Set(
          [
            curve.testAUC, curve.trainingAUC, curve.trainingLoss, curve.testLoss,
            curve.connections.map(Double.init),
          ].map(\.count)
        ).count == 1
      else { return nil }
      return (one, curve)
    }
  }

  /// The last epoch of each phase, with its name.
  private func phases(_ one: StudyFile.Case) -> [(name: String, end: Int)] {
    var end = one.pretrainingEpochs[0]
    var phases = [("pretraining", end)]
    let pruning = [
      ("hidden layer", one.hiddenPhase?.epochs), ("input layer", one.inputPhase?.epochs),
    ]
    for (name, epochs) in pruning {
      guard let epochs else { continue }
      end += epochs
      phases.append((name, end))
    }
    return phases
  }

  var sections: [Section] {
    runs.map { one, curve in
      var table = Table(
        "phases",
        columns: [
          Table.Column("after", "after"), Table.Column("epoch", "epoch"),
          Table.Column("connections", "connections"),
          Table.Column("training-loss", "training loss"), Table.Column("test-loss", "test loss"),
          Table.Column("training-auc", "training AUC"), Table.Column("test-auc", "test AUC"),
        ])
      for phase in phases(one) where phase.end <= curve.testAUC.count {
        let at = phase.end - 1
        let values = [
          curve.trainingLoss[at], curve.testLoss[at], curve.trainingAUC[at], curve.testAUC[at],
        ]
        table.append(
          [.words(phase.name), .count(phase.end), .grouped(curve.connections[at])]
            + values.map { .number($0, decimals: 4) })
      }
      return Section(heading: "\(words: one.problem.title)", blocks: [.table(table)])
    }
  }

  var claims: [Claim] {
    let checks = runs.flatMap { one, curve -> [Claim.Check] in
      let ends = phases(one).map { $0.end - 1 }
      guard let last = ends.last, last < curve.testAUC.count, ends.count == 3 else { return [] }
      let test = ends.map { curve.testAUC[$0] }
      let training = curve.trainingAUC[last]
      return [
        Claim.Check(
          finding: """
            \(words: one.problem.title): test AUC \(test[0], decimals: 3) after pretraining, \
            \(test[1], decimals: 3) after pruning the hidden layer.
            """,
          holds: test[1] > test[0] + 0.05),
        Claim.Check(
          finding: """
            \(words: one.problem.title): after pruning the input layer, test AUC \
            \(test[2], decimals: 3), training AUC \(training, decimals: 3).
            """,
          holds: test[2] > test[1] && training - test[2] < 0.02),
      ]
    }
    return [
      Claim(
        place: "Section 4.1, Figure 8",
        statement: "Pruning the hidden layer improves the test AUC, pruning the input layer brings "
          + "it close to the training AUC.",
        criterion: "the first step gains more than 0.05, and the second ends less than 0.02 below "
          + "the training AUC; one run, no noise known", checks: checks)
    ]
  }

  var figures: [Figure] {
    guard let (one, curve) = runs.first else { return [] }
    // A mark where each phase begins, but the first.
    let phases = phases(one)
    let marks = zip(phases, phases.dropFirst()).map {
      Figure.Mark(x: Double($0.end), label: $1.name)
    }
    func panel(
      _ title: String, _ label: String, _ series: [(String, [Double])], isLogarithmic: Bool
    ) -> Figure.Panel {
      Figure.Panel(
        title: title, x: Figure.Axis(label: "epoch", ticks: [1] + phases.map { Double($0.end) }),
        y: Figure.Axis(label: label, isLogarithmic: isLogarithmic),
        curves: series.enumerated().map { colour, series in
          Figure.Curve(
            label: series.0, colour: colour,
            points: series.1.enumerated().filter { $0.element > 0 || !isLogarithmic }
              .map { Figure.Point(x: Double($0.offset + 1), y: $0.element) })
        }, marks: marks)
    }
    return [
      Figure(
        name: report.figureName, columns: 3,
        panels: [
          panel(
            "Loss", "cross-entropy",
            [("training", curve.trainingLoss), ("test", curve.testLoss)], isLogarithmic: true),
          panel(
            "AUC", "AUC", [("training", curve.trainingAUC), ("test", curve.testAUC)],
            isLogarithmic: false),
          panel(
            "Connections", "connections", [("", curve.connections.map(Double.init))],
            isLogarithmic: true),
        ])
    ]
  }
}
