import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

struct ArchitectureTests {
  @Test func printsAsThePaperDoes() {
    let architecture = Architecture(inputs: 21, hidden: [64], classes: 4)
    #expect("\(architecture)" == "21x64+64x4 = 1600")
    let deep = Architecture(inputs: 3, hidden: [5, 4], classes: 2)
    #expect("\(deep)" == "3x5+5x4+4x2 = 43")
  }

  /// Table 3 of the paper; for Optdigits it has 27, where 26 is nearer (1924 against 1998).
  @Test(arguments: [
    (21, 4, 152, 6), (19, 7, 364, 14), (64, 10, 1952, 26), (216, 10, 903, 4), (617, 26, 5801, 9),
    (3, 2, 1, 1),
  ])
  func equivalentIsTheNearestWidth(inputs: Int, classes: Int, connections: Int, hidden: Int) {
    let architecture = Architecture.equivalent(
      to: connections, inputs: inputs, classes: classes)
    #expect(architecture.hidden == [hidden])
  }

  @Test func densityKeepsAtLeastOneConnectionAClass() {
    let architecture = Architecture(inputs: 21, hidden: [64], classes: 4)
    #expect(Density([0.1]).targets(for: architecture) == [134, 26])
    #expect(Density([0.09, 0.125]).targets(for: architecture) == [121, 32])
    #expect(Density([0.0001]).targets(for: architecture) == [4, 4])
    #expect(Density([1]).targets(for: architecture) == [1344, 256])
  }

  @Test func aBudgetIsTheSameForEveryWidth() {
    let budget = ConnectionBudget(1000, outputShare: 0.2)
    for hidden in [64, 1024] {
      let architecture = Architecture(inputs: 21, hidden: [hidden], classes: 4)
      #expect(budget.targets(for: architecture) == [800, 200])
    }
    let deep = Architecture(inputs: 30, hidden: [20, 10], classes: 4)
    #expect(ConnectionBudget(200, outputShare: 0.1).targets(for: deep) == [135, 45, 20])
    // If one layer is too small for its share, the other gets the rest, as far as it is large enough.
    let flat = Architecture(inputs: 200, hidden: [20], classes: 4)
    #expect(budget.targets(for: flat) == [920, 80])
    let wide = Architecture(inputs: 5, hidden: [60], classes: 20)
    #expect(budget.targets(for: wide) == [300, 700])
    #expect(
      ConnectionBudget(50, outputShare: 0.25).targets(
        for: Architecture(inputs: 617, hidden: [1024], classes: 26)) == [26, 26])
    // At most as many as there are, and at least one for each class.
    let narrow = Architecture(inputs: 21, hidden: [6], classes: 4)
    #expect(budget.targets(for: narrow) == [126, 24])
    #expect(ConnectionBudget(1, outputShare: 0.5).targets(for: narrow) == [4, 4])
  }

  @Test func initialWeightsAreUniformWithinTheBound() {
    var random = stream()
    let network = Network(Architecture(inputs: 100, hidden: [50], classes: 4), using: &random)
    let weights = network.layers[0].weightValues
    #expect(weights.allSatisfy { abs($0) <= 0.1 })
    #expect(weights.contains { $0 > 0.099 } && weights.contains { $0 < -0.099 })
    #expect(abs(weights.reduce(0, +) / Float(weights.count)) < 0.003)
  }

  @Test func predictionsTakeTheFirstOfEqualOutputs() {
    let logits = Matrix(rows: 3, columns: 3, values: [1, 3, 3, 2, 1, 0, -1, -1, -0.5])
    #expect(predictedClasses(logits) == [1, 0, 2])
  }
}
