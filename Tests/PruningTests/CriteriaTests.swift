import Foundation
import Tabular
import Testing
import TestSupport

@testable import Pruning
@testable import Training

/// The criteria against PyTorch's masks and automatic derivatives (Golden/make_golden.py).
struct CriteriaTests {
  struct Golden: Decodable {
    struct Mask: Decodable {
      let inputs: Int
      let outputs: Int
      let keep: Int
      let weights: [Float]
      let mask: String
    }
    struct GlobalMask: Decodable {
      let keep: Int
      let masks: [String]
    }
    struct Layer: Decodable {
      let weights: [Float]
      let biases: [Float]
    }
    struct Flow: Decodable {
      let total: Double
      let scores: [[Double]]
    }
    struct ProximalStep: Decodable {
      let skip: [Float]
      let first: [Float]
      let penalty: Float
      let hierarchy: Float
      let newSkip: [Double]
      let newFirst: [Double]
    }
    let masks: [Mask]
    let globalMasks: [GlobalMask]
    let widths: [Int]
    let layers: [Layer]
    let features: [Float]
    let labels: [Int]
    let gradient: [[Double]]
    let snip: [[Double]]
    let temperature: Double
    let cooledGradient: [[Double]]
    let hessianProduct: [[Double]]
    let gaussNewtonDiagonal: [Double]
    let gaussNewtonRow: [Double]
    let synflow: Flow
    let proximalSteps: [ProximalStep]

    var network: Network {
      Network(
        features: Array(0..<widths[0]),
        layers: zip(layers, widths).map {
          Training.Layer(trained: $0.weights, biases: $0.biases, inputs: $1)
        })
    }

    func table() throws -> SampleTable {
      try SampleTable(
        Matrix(rows: labels.count, columns: widths[0], values: features), labels: labels)
    }
  }

  let golden: Golden

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "criteria", withExtension: "json", subdirectory: "Golden"))
    golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }

  func text(_ mask: [Bool]) -> String { String(mask.map { $0 ? "1" : "0" }) }

  /// The largest difference, relative to the largest number.
  func error(_ values: [[Double]], _ expected: [[Double]]) -> Double {
    let largest = expected.joined().map(\.magnitude).max() ?? 1
    return zip(values.joined(), expected.joined()).map { abs($0 - $1) / largest }.max() ?? 1
  }

  @Test func magnitudesKeepWhatPyTorchKeeps() {
    #expect(golden.masks.count == 1000)
    for one in golden.masks {
      for sign: Float in [1, -1] {
        let network = Network(
          features: Array(0..<one.inputs),
          layers: [
            Layer(
              trained: one.weights.map { sign * $0 },
              biases: Array(repeating: 0, count: one.outputs), inputs: one.inputs)
          ])
        let scores = ConnectionScores(magnitudesOf: network)
        #expect(text(scores.largest([one.keep], among: network.mask).layers[0]) == one.mask)
        #expect(text(scores.largest(one.keep, among: network.mask).layers[0]) == one.mask)
      }
    }
  }

  @Test func magnitudesOverAllLayersKeepWhatPyTorchKeeps() {
    let scores = ConnectionScores(magnitudesOf: golden.network)
    for one in golden.globalMasks where one.masks.allSatisfy({ $0.contains("1") }) {
      let mask = scores.largest(one.keep, among: golden.network.mask)
      #expect(mask.layers.map(text) == one.masks)
    }
  }

  /// Where PyTorch would empty a layer, its best connection stays in place of the worst of the others.
  @Test func noLayerIsEmptied() {
    let scores = ConnectionScores(layers: [[0.1, 0.2], [5, 6], [0.01, 0.02]])
    let mask = ConnectionMask(layers: [[true, true], [true, true], [true, true]])
    #expect(scores.largest(3, among: mask).connectionsByLayer == [1, 1, 1])
    #expect(scores.largest(4, among: mask).connectionsByLayer == [1, 2, 1])
    #expect(scores.largest(2, among: mask).connectionsByLayer == [0, 2, 0])
  }

  @Test(arguments: instructionSets)
  func engineGradientAgrees(_ instructionSet: InstructionSet) throws {
    let rows = Array(golden.labels.indices)
    let trainer = Trainer(
      try golden.table(), trainingRows: rows,
      hyperparameters: Hyperparameters(l2: 1, batchSize: 4), instructionSet: instructionSet)
    let gradient = try trainer.gradient(of: golden.network, rows: rows)
    let values = gradient.layers.map { ($0.weights + $0.biases).map(Double.init) }
    #expect(error(values, golden.gradient) < 1e-6)
    let snip = ConnectionScores(sensitivitiesOf: golden.network, under: gradient)
    #expect(error(snip.layers.map { $0.map(Double.init) }, golden.snip) < 1e-6)
    let portable = Trainer(
      try golden.table(), trainingRows: rows,
      hyperparameters: Hyperparameters(l2: 0, batchSize: 9), instructionSet: .portable)
    #expect(try portable.gradient(of: golden.network, rows: rows) == gradient)
  }

  /// SNIP's scores are what they are defined as: how the loss changes with a gate that multiplies a weight, at an open
  /// gate (arXiv:1810.02340, equation 4), here by differences of the loss. They do not depend on the loss's scale.
  @Test func snipIsASlopeAlongGates() throws {
    let rows = Array(golden.labels.indices)
    let trainer = Trainer(
      try golden.table(), trainingRows: rows,
      hyperparameters: Hyperparameters(l2: 0, batchSize: 4))
    let gradient = try trainer.gradient(of: golden.network, rows: rows)
    let scores = ConnectionScores(sensitivitiesOf: golden.network, under: gradient)
    let h = 1e-4
    let slopes = golden.layers.enumerated().map { index, layer in
      layer.weights.indices.map { place in
        let losses = [1 + h, 1 - h].map { gate in
          var weights = golden.layers.map { $0.weights.map(Double.init) }
          weights[index][place] *= gate
          return loss(weights)
        }
        return abs(losses[0] - losses[1]) / (2 * h)
      }
    }
    let sum = slopes.joined().reduce(0, +)
    let expected = slopes.map { $0.map { $0 / sum } }
    #expect(error(scores.layers.map { $0.map(Double.init) }, expected) < 1e-5)

    let doubled = Gradient(
      layers: gradient.layers.map {
        Gradient.Layer(weights: $0.weights.map { 2 * $0 }, biases: $0.biases)
      })
    let rescaled = ConnectionScores(sensitivitiesOf: golden.network, under: doubled)
    #expect(rescaled.layers == scores.layers)
  }

  /// The mean cross-entropy of the golden network with other weights, written down as plainly as possible.
  func loss(_ weights: [[Double]]) -> Double {
    let losses = golden.labels.enumerated().map { row, label in
      var values = golden.features[row * golden.widths[0]..<(row + 1) * golden.widths[0]]
        .map(Double.init)
      for (index, layer) in golden.layers.enumerated() {
        let outputs = golden.widths[index + 1]
        let sums = (0..<outputs).map { output in
          values.indices.reduce(Double(layer.biases[output])) {
            $0 + values[$1] * weights[index][$1 * outputs + output]
          }
        }
        values = index == golden.layers.count - 1 ? sums : sums.map { max(0, $0) }
      }
      return log(values.map(exp).reduce(0, +)) - values[label]
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// A removed connection's gradient is that of a weight of 0, also where the network was compacted.
  @Test func removedConnectionsHaveGradients() throws {
    let rows = Array(golden.labels.indices)
    let trainer = Trainer(
      try golden.table(), trainingRows: rows,
      hyperparameters: Hyperparameters(l2: 0, batchSize: 4))
    var mask = golden.network.mask
    for place in 0..<6 { mask.layers[0][place] = false }  // all of the first feature
    let slopes = golden.gradient[1].prefix(24).map(\.magnitude)
    let steepest = try #require(slopes.indices.max { slopes[$0] < slopes[$1] })
    mask.layers[1][steepest] = false
    let masked = golden.network.connected(as: mask)
    var zeroed = golden.network
    for (index, kept) in mask.layers.enumerated() {
      for place in kept.indices where !kept[place] {
        zeroed.layers[index].weights.values[place] = 0
      }
    }
    let gradient = try trainer.gradient(of: masked, rows: rows)
    #expect(try gradient == trainer.gradient(of: zeroed, rows: rows))
    #expect(gradient.layers[0].weights.prefix(6).contains { $0 != 0 })
    #expect(gradient.layers[1].weights[steepest] != 0)
    var compacted = masked
    compacted.compact()
    #expect(compacted.features == [1, 2, 3, 4])
    let rest = try trainer.gradient(of: compacted, rows: rows)
    #expect(rest.layers[0].weights == Array(gradient.layers[0].weights.dropFirst(6)))
  }

  @Test func derivativesAgreeWithPyTorch() throws {
    let rows = Array(golden.labels.indices)
    let table = try golden.table()
    let derivatives = LossDerivatives(of: golden.network, on: table, rows: rows)
    #expect(error(derivatives.gradient(), golden.gradient) < 1e-12)
    let cooled = LossDerivatives(
      of: golden.network, on: table, rows: rows, temperature: golden.temperature)
    #expect(error(cooled.gradient(), golden.cooledGradient) < 1e-12)
    #expect(error(cooled.hessianProduct(cooled.gradient()), golden.hessianProduct) < 1e-11)
    let matrix = derivatives.gaussNewton(damping: 0)
    let diagonal = (0..<matrix.size).map { matrix[$0, $0] }
    #expect(error([diagonal], [golden.gaussNewtonDiagonal]) < 1e-12)
    // The lower triangle is filled: the first column is the first row.
    #expect(error([(0..<matrix.size).map { matrix[$0, 0] }], [golden.gaussNewtonRow]) < 1e-12)
    // The last layer's part of OBD's diagonal is exact.
    let last = golden.gradient[2].count
    let obd = derivatives.hessianDiagonal()[2]
    #expect(error([obd], [Array(golden.gaussNewtonDiagonal.suffix(last))]) < 1e-12)
  }

  /// Products with the Hessian are differences of gradients (GraSP's check).
  @Test func hessianProductIsADifferenceOfGradients() throws {
    let rows = Array(golden.labels.indices)
    let table = try golden.table()
    let derivatives = LossDerivatives(of: golden.network, on: table, rows: rows)
    let gradient = derivatives.gradient()
    let h = 1e-4
    func moved(_ step: Double) -> LossDerivatives {
      var result = derivatives
      result.weights = zip(result.weights, gradient).map { zip($0, $1).map { $0 + step * $1 } }
      return result
    }
    let (above, below) = (moved(h).gradient(), moved(-h).gradient())
    let slopes = zip(above, below).map { zip($0, $1).map { ($0 - $1) / (2 * h) } }
    #expect(error(derivatives.hessianProduct(gradient), slopes) < 1e-6)
  }

  @Test func synFlowAgreesAndIsConserved() throws {
    let network = golden.network
    let flows = ConnectionScores.flows(through: network, network.mask)
    #expect(error(flows, golden.synflow.scores) < 1e-14)
    for layer in flows {
      #expect(abs(layer.reduce(0, +) / golden.synflow.total - 1) < 1e-14)
    }
    // A unit's incoming scores add up to its outgoing ones.
    for node in 0..<6 {
      let incoming = (0..<5).map { flows[0][$0 * 6 + node] }.reduce(0, +)
      let outgoing = (0..<4).map { flows[1][node * 4 + $0] }.reduce(0, +)
      #expect(abs(incoming - outgoing) < 1e-12 * golden.synflow.total)
    }
  }

  @Test func proximalStepsAreThoseOfLassoNetsAuthors() {
    #expect(golden.proximalSteps.count == 120)
    for one in golden.proximalSteps {
      var (skip, first) = (one.skip, one.first)
      Engine.hierarchicalProx(
        skip: &skip, first: &first, penalty: one.penalty, hierarchy: one.hierarchy)
      #expect(largestError(skip, one.newSkip) < 1e-6)
      #expect(largestError(first, one.newFirst) < 1e-6)
    }
  }

  @Test func exponentialIsTheLibrarys() {
    for k in 0...40_000 {
      let x = -Double(k) / 57
      #expect(abs(exponential(x) - exp(x)) <= 4 * exp(x).ulp + 1e-304)
    }
    #expect(exponential(0) == 1)
  }
}
