package import Experiments

/// How one network was trained: losses, accuracies, connections and the largest bias after each epoch.
package struct FitCurve: Hashable, Sendable {
  private let epochs: [SingleFitResult.Epoch]
  private let title: String

  /// - Parameter title: what was trained.
  package init(_ epochs: [SingleFitResult.Epoch], title: String) {
    self.epochs = epochs
    self.title = title
  }

  /// The curve as an SVG picture.
  package var svg: String { SVGWriter().write(figure) }

  var figure: Figure {
    // A phase begins after the last epoch of another.
    let marks = zip(1..., zip(epochs, epochs.dropFirst())).filter { $1.0.phase != $1.1.phase }
      .map { Figure.Mark(x: Double($0), label: "\($1.1.phase) begins") }
    func panel(
      _ label: String, isLogarithmic: Bool = true,
      _ series: [(name: String, value: (SingleFitResult.Epoch) -> Double?)]
    ) -> Figure.Panel {
      // Without a test set there are no scores of one.
      let known = series.filter { one in epochs.contains { one.value($0) != nil } }
      return Figure.Panel(
        title: "", x: Figure.Axis(label: "epoch"),
        y: Figure.Axis(label: label, isLogarithmic: isLogarithmic),
        curves: zip(0..., known).map { colour, series in
          Figure.Curve(
            label: series.name, colour: colour,
            points: zip(1..., epochs).compactMap { number, epoch in
              series.value(epoch).map { Figure.Point(x: Double(number), y: $0) }
            })
        }, marks: marks)
    }
    return Figure(
      name: "curve", columns: 2,
      panels: [
        panel(
          "cross-entropy",
          [("training set", { $0.training.loss }), ("test set", { $0.test?.loss })]
        ),
        panel(
          "accuracy %", isLogarithmic: false,
          [
            ("training set", { 100 * $0.training.accuracy }),
            ("test set", { $0.test.map { 100 * $0.accuracy } }),
          ]),
        panel("connections", [("", { Double($0.connections) })]),
        panel("largest bias of a hidden node", [("", { Double($0.largestBias) })]),
      ], title: title)
  }
}
