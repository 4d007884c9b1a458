import Tabular
import Testing
import TestSupport

@testable import Training

struct GradientTests {
  /// The twin's gradient is the slope of its loss, so kernels that agree with the twin descend.
  @Test(arguments: [[4, 6, 3], [5, 7, 6, 4], [3, 2]])
  func gradientIsTheSlopeOfTheLoss(_ widths: [Int]) {
    let architecture = Architecture(
      inputs: widths[0], hidden: Array(widths[1..<widths.count - 1]),
      classes: widths[widths.count - 1])
    let samples = Samples(rows: 12, columns: widths[0], classes: architecture.classes)
    let x = samples.rows((0..<12).map(Int32.init))
    let network = ReferenceNetwork(TrainingState(architecture, stream: stream()).network)
    let gradient = network.gradient(x, samples.labels)
    let h = 1e-6
    for (index, layer) in network.layers.enumerated() {
      for position in layer.weights.indices {
        var above = network
        var below = network
        above.layers[index].weights[position] += h
        below.layers[index].weights[position] -= h
        let slope =
          (above.meanLoss(x, samples.labels) - below.meanLoss(x, samples.labels)) / (2 * h)
        #expect(abs(slope - gradient[index][position]) < 1e-7)
      }
    }
  }

  /// Compares the kernels' gradient, read from the first moment after one step, with differences of the
  /// kernels' loss.
  @Test(arguments: instructionSets)
  func kernelGradientIsTheSlopeOfTheKernelLoss(_ instructionSet: InstructionSet) throws {
    let samples = Samples(rows: 16, columns: 6, classes: 3)
    let table = try samples.table()
    let order = (0..<16).map(Int32.init)
    var random = stream("gradient")
    let network = Network(Architecture(inputs: 6, hidden: [9], classes: 3), using: &random)
    let hyperparameters = Hyperparameters(l2: 0, batchSize: 16)
    func step(_ network: Network) throws -> (loss: Double, network: Network) {
      let engine = try Engine(network, batchSize: 16, instructionSet: instructionSet)
      let loss = engine.train(
        on: table, order: order, hyperparameters: hyperparameters, step: 0)
      var after = network
      engine.store(into: &after)
      return (loss, after)
    }
    let after = try step(network).network
    let h: Float = 1e-2
    for index in network.layers.indices {
      for position in network.layers[index].weightValues.indices {
        var above = network
        var below = network
        above.layers[index].weights.values[position] += h
        below.layers[index].weights.values[position] -= h
        let slope = try (step(above).loss - step(below).loss) / Double(2 * h)
        let gradient = Double(after.layers[index].weights.firstMoments[position])
        #expect(abs(slope - gradient) < 2e-3, "layer \(index), weight \(position)")
      }
    }
  }
}
