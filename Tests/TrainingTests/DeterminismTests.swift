import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

/// The same bits on every instruction set of the machine, after at least 200 steps.
struct DeterminismTests {
  static let widths = [1, 7, 8, 9, 15, 16, 17, 31, 33]

  @Test(arguments: widths, widths)
  func anyShape(inputs: Int, hidden: Int) throws {
    try check([inputs, hidden, 3], rows: 16 * 3 + 5, batch: 16)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 16])
  func anyBatchRemainder(remainder: Int) throws {
    try check([9, 17, 4], rows: 16 * 2 + remainder, batch: 16)
    try check([9, 17, 4], rows: 64 + 4 * remainder, batch: 64)
  }

  @Test(arguments: [[7, 3], [9, 17, 5], [9, 33, 18, 5], [8, 31, 9, 16, 7]], [1, 0.4, 0.15])
  func anyDepthAndDensity(widths: [Int], density: Double) throws {
    try check(widths, rows: 53, batch: 16, density: density)
    try check(widths, rows: 53, batch: 33, density: density)
  }

  @Test(arguments: KernelTests.mixed)
  func aSparseLayerBesideOthers(_ layers: (widths: [Int], densities: [Double])) throws {
    for batch in [16, 33, 48, 64, 80] {
      try check(
        layers.widths, rows: 2 * batch + 5, batch: batch, densities: layers.densities)
    }
  }

  @Test(arguments: [2, 3, 4, 5, 10, 16, 17, 26])
  func anyNumberOfClasses(classes: Int) throws {
    try check([6, 19, classes], rows: 40, batch: 12)
  }

  private func check(_ widths: [Int], rows: Int, batch: Int, density: Double = 1) throws {
    let densities = Array(repeating: density, count: widths.count - 1)
    try check(widths, rows: rows, batch: batch, densities: densities)
  }

  private func check(_ widths: [Int], rows: Int, batch: Int, densities: [Double]) throws {
    let architecture = Architecture(
      inputs: widths[0], hidden: Array(widths[1..<widths.count - 1]),
      classes: widths[widths.count - 1])
    let samples = Samples(rows: rows, columns: widths[0], classes: architecture.classes)
    let table = try samples.table()
    let steps = (rows + batch - 1) / batch
    let states = try instructionSets.map { instructionSet in
      var state = TrainingState(architecture, stream: stream("\(widths)"))
      state.network.keepLargest(densities, of: architecture)
      let trainer = Trainer(
        table, trainingRows: Array(0..<rows),
        hyperparameters: Hyperparameters(l2: 1e-4, batchSize: batch),
        instructionSet: instructionSet)
      try trainer.train(&state, epochs: (199 + steps) / steps)
      return state
    }
    #expect(states[0].step >= 200)
    for (state, instructionSet) in zip(states, instructionSets) {
      #expect(state == states[0], "\(instructionSet)")
    }
  }
}

extension Network {
  /// Prunes each layer to a share of its connections; one that keeps all gets no mask.
  mutating func keepLargest(_ densities: [Double], of architecture: Architecture) {
    for (index, count) in Density(densities).targets(for: architecture).enumerated()
    where densities[index] < 1 {
      layers[index].keepLargest(count)
    }
  }
}
