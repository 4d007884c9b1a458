import Experiments

/// How the first retraining of NN+CPNA went, beside NN(best)'s: training loss, test accuracy and
/// connections after each epoch.
struct PrunedCurve {
  let summary: Summary
  let schedule: ProtocolFile.Schedule
  /// What the name of the picture begins with.
  let fileName: String

  /// Nil before the first retraining.
  var figure: Figure? {
    let curves = [Method.pruned, .best].compactMap { method in
      summary.entry(method)?.splits.first?.results.first?.history.map { (method, $0) }
    }
    guard let pruned = summary.entry(.pruned)?.splits.first?.results.first, pruned.history != nil
    else { return nil }
    func panel(
      _ label: String, isLogarithmic: Bool = false, _ values: (TrainingHistory) -> [Double]
    ) -> Figure.Panel {
      Figure.Panel(
        title: "", x: Figure.Axis(label: "epoch"),
        y: Figure.Axis(label: label, isLogarithmic: isLogarithmic),
        curves: curves.enumerated().map { colour, curve in
          Figure.Curve(
            label: curve.0.title, colour: colour,
            points: values(curve.1).enumerated().map {
              Figure.Point(x: Double($0 + 1), y: $1)
            })
        },
        marks: [
          Figure.Mark(x: Double(schedule.pretrainingEpochs), label: "pruning begins"),
          Figure.Mark(x: Double(pruned.firstEpoch), label: "and ends"),
        ])
    }
    return Figure(
      name: "\(fileName)-curve", columns: 3,
      panels: [
        panel("training loss", isLogarithmic: true, \.losses),
        panel("test accuracy %") {
          $0.correct.map { 100 * Double($0) / Double(pruned.heldOutRows) }
        },
        panel("connections", isLogarithmic: true) { $0.connections.map(Double.init) },
      ])
  }
}
