import Datasets
import Foundation
import Tabular
import Testing
import TestSupport

@testable import Training

/// Compares 100 Adam steps with PyTorch's (Golden/make_golden.py) from the same weights.
struct GoldenTests {
  struct Golden: Decodable {
    struct Layer: Decodable {
      let weights: [Float]
      let biases: [Float]
    }
    let widths: [Int]
    let batch: Int
    let learningRate: Double
    let l2: Double
    let batches: [[Int32]]
    let initial: [Layer]
    let losses: [Double]
    let final: [Layer]
    let features: [Float]?
    let labels: [Int]?

    static func named(_ name: String) throws -> Golden {
      let url = try #require(
        Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden"))
      return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    }
  }

  @Test(arguments: instructionSets)
  func xorAgreesWithPyTorch(_ instructionSet: InstructionSet) throws {
    let golden = try Golden.named("xor")
    let labels = try #require(golden.labels)
    let features = Matrix(
      rows: labels.count, columns: golden.widths[0], values: try #require(golden.features))
    try check(golden, SampleTable(features, labels: labels), instructionSet)
  }

  @Test(arguments: instructionSets)
  func carAgreesWithPyTorch(_ instructionSet: InstructionSet) throws {
    let golden = try Golden.named("car")
    let car = try DatasetRegistry.builtIn().loader(named: "car").load(from: [])
    let scaled = Scaler(fitting: car.features, rows: 0..<car.rows).scaled(car.features)
    try check(golden, SampleTable(scaled, labels: car.labels), instructionSet)
  }

  private func check(
    _ golden: Golden, _ table: SampleTable, _ instructionSet: InstructionSet
  ) throws {
    let layers = zip(golden.initial, zip(golden.widths, golden.widths.dropFirst()))
      .map { layer, widths in
        Layer(
          inputs: widths.0, outputs: widths.1, weights: layer.weights, biases: layer.biases)
      }
    var network = Network(layers: layers)
    let engine = try Engine(network, batchSize: golden.batch, instructionSet: instructionSet)
    let hyperparameters = Hyperparameters(
      learningRate: golden.learningRate, l2: golden.l2, batchSize: golden.batch)
    for (step, rows) in golden.batches.enumerated() {
      let loss = engine.train(
        on: table, order: rows, hyperparameters: hyperparameters, step: step)
      #expect(abs(loss - golden.losses[step]) < 1e-5, "loss of step \(step)")
    }
    engine.store(into: &network)
    for (layer, expected) in zip(network.layers, golden.final) {
      #expect(relativeError(layer.weightValues, expected.weights) < 1e-4)
      #expect(relativeError(layer.biasValues, expected.biases) < 1e-4)
    }
  }

  /// The Euclidean norm of the difference, relative to that of `y`.
  private func relativeError(_ x: [Float], _ y: [Float]) -> Double {
    let squares = zip(x, y).map { pow(Double($0) - Double($1), 2) }.reduce(0, +)
    return (squares / y.map { pow(Double($0), 2) }.reduce(0, +)).squareRoot()
  }
}
