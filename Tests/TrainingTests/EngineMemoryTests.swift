import Tabular
import Testing
import TestSupport
@testable import Pruning

@testable import Training

/// What goes into the kernels' memory comes out of it, around the widths of vectors and panels.
struct EngineMemoryTests {
  @Test(
    arguments: [
      [1, 1, 2], [7, 15, 3], [16, 16, 16], [17, 31, 5], [33, 32, 33], [5, 49, 20, 4],
    ],
    [1, 0.6, 0.2])
  func aNetworkComesOutAsItWentIn(widths: [Int], density: Double) throws {
    let architecture = Architecture(
      inputs: widths[0], hidden: Array(widths[1..<widths.count - 1]),
      classes: widths[widths.count - 1])
    var stream = stream("\(widths)")
    var network = Network(architecture, using: &stream)
    for index in network.layers.indices {
      network.layers[index].weights.drawMoments(using: &stream)
      network.layers[index].biases.drawMoments(using: &stream)
    }
    network.keepLargest(Array(repeating: density, count: widths.count - 1), of: architecture)
    for instructionSet in instructionSets {
      let engine = try Engine(network, batchSize: 16, instructionSet: instructionSet)
      var stored = network
      for index in stored.layers.indices {
        stored.layers[index].weights = Parameters(
          values: Array(repeating: 0, count: network.layers[index].weights.values.count))
        stored.layers[index].biases = Parameters(
          values: Array(repeating: 0, count: network.layers[index].outputs))
      }
      engine.store(into: &stored)
      #expect(stored == network, "\(instructionSet)")
    }
  }

  @Test(arguments: [[0], [3], [0, 1, 2, 3, 4], [1, 2, 4], [0, 2, 3]])
  func aTableOfSomeColumnsHasTheirValues(columns: [Int]) throws {
    let samples = Samples(rows: 9, columns: 5, classes: 3)
    let table = try samples.table()
    let part = try SampleTable(table, columns: columns)
    let own = try SampleTable(table, columns: [0, 1, 2, 3, 4])
    own.keep(columns)
    for some in [part, own] {
      #expect(some.columns == columns.count && some.labels == table.labels)
      for row in 0..<9 {
        #expect(
          some.features(of: row, Array(columns.indices)) == table.features(of: row, columns))
      }
    }
  }

  @Test(arguments: [[0, 2], [0, 1, 2, 3], [3]], [[1], [0, 1, 2], [0, 2]])
  func aSelectedLayerHasItsWeightsAndMoments(inputs: [Int], outputs: [Int]) {
    var stream = stream("selecting")
    var layer = Layer(inputs: 4, outputs: 3, using: &stream)
    layer.weights.drawMoments(using: &stream)
    layer.biases.drawMoments(using: &stream)
    layer.mask = (0..<12).map { $0 % 5 > 0 }
    let selected = layer.selecting(inputs: inputs, outputs: outputs)
    let places = inputs.flatMap { input in outputs.map { 3 * input + $0 } }
    #expect((selected.inputs, selected.outputs) == (inputs.count, outputs.count))
    #expect(selected.weights.values == places.map { layer.weights.values[$0] })
    #expect(selected.weights.firstMoments == places.map { layer.weights.firstMoments[$0] })
    #expect(selected.weights.secondMoments == places.map { layer.weights.secondMoments[$0] })
    #expect(selected.biases.values == outputs.map { layer.biases.values[$0] })
    #expect(selected.biases.secondMoments == outputs.map { layer.biases.secondMoments[$0] })
    #expect(selected.mask == places.map { $0 % 5 > 0 })
  }
}

extension Parameters {
  fileprivate mutating func drawMoments(using stream: inout RandomStream) {
    firstMoments = values.map { _ in stream.symmetricUniform() }
    secondMoments = values.map { _ in stream.symmetricUniform().magnitude }
  }
}
