import Foundation
import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

/// Compares the kernels with their naive twin, around the lane widths.
struct KernelTests {
  static let widths = [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 65]

  @Test(arguments: instructionSets, widths)
  func aHiddenLayerOfAnyWidth(_ instructionSet: InstructionSet, width: Int) throws {
    try check([5, width, 3], rows: 23, batch: 8, instructionSet)
    try check([width, 6, 4], rows: 23, batch: 8, instructionSet)
  }

  @Test(arguments: instructionSets, [2, 3, 4, 5, 7, 10, 16, 17, 26])
  func anyNumberOfClasses(_ instructionSet: InstructionSet, classes: Int) throws {
    try check([6, 19, classes], rows: 40, batch: 16, instructionSet)
  }

  @Test(arguments: instructionSets, 1...19)
  func anyBatchRemainder(_ instructionSet: InstructionSet, rows: Int) throws {
    try check([6, 18, 3], rows: rows, batch: 16, instructionSet)
  }

  @Test(arguments: instructionSets, [[7, 4], [9, 17, 5], [9, 33, 18, 5], [6, 16, 7, 9, 3]])
  func anyDepth(_ instructionSet: InstructionSet, widths: [Int]) throws {
    try check(widths, rows: 50, batch: 16, instructionSet)
  }

  /// Dense with a mask, and below the kernels' threshold the sparse representation.
  @Test(arguments: instructionSets, [0.9, 0.5, 0.25, 0.1, 0.02])
  func aPrunedLayer(_ instructionSet: InstructionSet, density: Double) throws {
    for widths in [[21, 33, 5], [40, 17, 18, 3]] {
      for (rows, batch) in [(50, 16), (70, 64), (37, 5), (40, 33)] {
        try check(widths, rows: rows, batch: batch, density: density, instructionSet)
      }
    }
  }

  /// Layers that are not all sparse or all dense; several blocks of inputs; more vectors of samples than the kernels
  /// hold in registers.
  @Test(arguments: instructionSets, mixed)
  func aSparseLayerBesideOthers(
    _ instructionSet: InstructionSet, layers: (widths: [Int], densities: [Double])
  ) throws {
    for (rows, batch) in [(40, 16), (50, 48), (70, 64), (85, 80), (140, 128)] {
      try check(
        layers.widths, rows: rows, batch: batch, densities: layers.densities, instructionSet)
    }
  }

  static let mixed: [(widths: [Int], densities: [Double])] = [
    ([150, 40, 5], [0.25, 0.3]), ([300, 35, 26], [0.1, 0.05]), ([21, 33, 5], [0.2, 1]),
    ([21, 33, 18, 5], [0.2, 1, 0.2]), ([21, 33, 18, 5], [1, 0.2, 0.5]),
    ([9, 70, 40, 33, 3], [0.25, 0.2, 0.9, 0.1]),
  ]

  private func check(
    _ widths: [Int], rows: Int, batch: Int, density: Double = 1, _ instructionSet: InstructionSet
  ) throws {
    let densities = Array(repeating: density, count: widths.count - 1)
    try check(widths, rows: rows, batch: batch, densities: densities, instructionSet)
  }

  /// Compares three epochs of the kernels and the twin, from the same weights with the same batches.
  private func check(
    _ widths: [Int], rows: Int, batch: Int, densities: [Double], _ instructionSet: InstructionSet
  ) throws {
    let architecture = Architecture(
      inputs: widths[0], hidden: Array(widths[1..<widths.count - 1]),
      classes: widths[widths.count - 1])
    let samples = Samples(rows: rows, columns: widths[0], classes: architecture.classes)
    var state = TrainingState(architecture, stream: stream("\(widths)"))
    state.network.keepLargest(densities, of: architecture)
    var twin = ReferenceNetwork(state.network)
    let hyperparameters = Hyperparameters(learningRate: 1e-3, l2: 1e-3, batchSize: batch)
    let engine = try Engine(
      state.network, batchSize: batch, instructionSet: instructionSet)
    let table = try samples.table()
    for _ in 0..<3 {
      let order = state.nextOrder(of: (0..<Int32(rows)).map { $0 })
      let step = twin.step
      var sum = 0.0
      for start in stride(from: 0, to: rows, by: batch) {
        let chosen = order[start..<min(start + batch, rows)]
        sum +=
          Double(chosen.count)
          * twin.train(
            samples.rows(chosen), chosen.map { samples.labels[Int($0)] }, hyperparameters)
      }
      let loss = engine.train(
        on: table, order: order, hyperparameters: hyperparameters, step: step)
      #expect(abs(loss - sum / Double(rows)) < 1e-5)
    }
    engine.store(into: &state.network)
    for (layer, expected) in zip(state.network.layers, twin.layers) {
      // Where the gradient is nearly 0, a step of 1e-3 may differ by a small part of its size.
      #expect(largestError(layer.weightValues, expected.weights) < 2e-5)
      #expect(largestError(layer.biasValues, expected.biases) < 2e-5)
    }
    let logits = engine.logits(of: (0..<Int32(rows)).map { $0 }, in: table)
    for row in 0..<rows {
      let expected = twin.activations(samples.rows([Int32(row)])[0])[twin.layers.count]
      #expect(largestError(Array(logits[row: row]), expected) < 1e-4)
    }
  }

  /// Checks every 499th float of the range, and both ends, with the bounds of the kernels' comments.
  @Test(arguments: instructionSets)
  func expAndLogAreAccurate(_ instructionSet: InstructionSet) {
    func floats(from low: Float, through high: Float) -> [Float] {
      let bits = stride(from: low.bitPattern, through: high.bitPattern, by: 499)
      return bits.map(Float.init(bitPattern:)) + [high]
    }
    // In the order of their bits, negative numbers descend from 0.
    let exponents = floats(from: -1e-30, through: -87)
    var worst = 0.0
    for (x, y) in zip(exponents, instructionSet.exp(exponents)) {
      let exact = exp(Double(x))
      worst = max(worst, abs(Double(y) - exact) / exact)
    }
    #expect(worst <= 8e-8)
    worst = 0
    let arguments = floats(from: 1, through: 1e38)
    for (x, y) in zip(arguments, instructionSet.log(arguments)) {
      let exact = log(Double(x))
      worst = max(worst, abs(Double(y) - exact) / max(1, exact))
    }
    #expect(worst <= 1.1e-7)
    #expect(instructionSet.exp([0, -0.0, -1000]) == [1, 1, instructionSet.exp([-87])[0]])
    #expect(instructionSet.log([1]) == [0])
  }
}
