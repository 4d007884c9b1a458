import Experiments

/// How the first refit of each method that prunes went, beside the dense network's: training loss, test accuracy and
/// connections after each epoch.
struct PrunedCurve {
  let summary: Summary
  let schedule: ProtocolFile.Schedule
  /// What the name of the picture begins with.
  let fileName: String

  /// Nil before the first refit.
  var figure: Figure? {
    let pruned = summary.entries.filter(\.method.isPruned)
    let baseline = summary.entries.filter { !$0.method.isPruned && $0.method.sizedAs == nil }
    let curves = (pruned + baseline).compactMap { entry in
      entry.splits.first?.results.first?.history.map { (entry.method, $0) }
    }
    guard let pruned = pruned.first?.splits.first?.results.first, pruned.history != nil
    else { return nil }
    // A control has its connections from the start: only where they fall something is pruned there.
    let pruning = curves.filter { Set($0.1.connections).count > 1 }.map(\.0)
    let isAll = pruning.count == curves.count { $0.0.isPruned }
    let whose =
      isAll || pruning.count > 3 ? "" : " (\(pruning.map(\.title).joined(separator: ", ")))"
    let end = summary.entries.first { $0.method == pruning.first }?
      .splits.first?.results.first?.firstEpoch
    let marks = end.map { end in
      [
        Figure.Mark(x: Double(schedule.pretrainingEpochs), label: "pruning begins\(whose)"),
        Figure.Mark(x: Double(end), label: "pruning ends"),
      ].filter { $0.x > 1 }
    }
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
        marks: marks ?? [])
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
