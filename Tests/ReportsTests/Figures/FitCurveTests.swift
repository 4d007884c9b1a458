import Testing

@testable import Experiments
@testable import Reports

struct FitCurveTests {
  /// A mark where each phase begins, and what diverged is left out.
  @Test func aFitIsDrawn() throws {
    let epochs = (1...30).map { epoch in
      let scores = SingleFitResult.Scores(
        loss: epoch < 25 ? 1 / Double(epoch) : .nan, accuracy: 0.5, auc: nil)
      return SingleFitResult.Epoch(
        phase: epoch <= 10 ? "pretraining" : "pruning", connections: 300 - 5 * epoch,
        training: scores, test: scores, hiddenNodes: 5, largestBias: Float(epoch))
    }
    let curve = FitCurve(epochs, title: "car")
    #expect(curve.figure.panels.count == 4)
    #expect(
      curve.figure.panels.allSatisfy { $0.marks == [Figure.Mark(x: 10, label: "pruning begins")] })
    let picture = try #require(Picture(curve.svg))
    #expect(picture.faults.isEmpty && picture.titles[0] == "car")
    #expect(Picture(FitCurve([], title: "").svg) != nil)
  }
}
