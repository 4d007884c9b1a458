import Tabular
import Testing
import TestSupport

@testable import Pruning
@testable import Training

/// Optimal Brain Surgeon on MONK's problems, where its authors removed 90 %, 76 % and 62 % of the weights and kept the
/// answers (Hassibi and Stork 1992, abstract). Here the second and the third reach that; the first, of another network and
/// with all 432 robots to be named right, reaches 75 %.
struct SurgeonMONKTests {
  /// The robots of MONK's problems, with attributes of 3, 3, 2, 3, 4 and 2 values as 17 features, and whether one belongs
  /// to the class (Thrun et al. 1991): head and body have the same shape, or the jacket is red; exactly two attributes
  /// have their first value; a green jacket and a sword, or a jacket that is not blue and a body that is not octagonal.
  static func problem(_ number: Int) -> (features: Matrix, labels: [Int]) {
    let sizes = [3, 3, 2, 3, 4, 2]
    var values: [Float] = []
    var labels: [Int] = []
    for code in 0..<432 {
      var rest = code
      let attributes = sizes.map { size in
        defer { rest /= size }
        return rest % size
      }
      for (size, attribute) in zip(sizes, attributes) {
        values += (0..<size).map { $0 == attribute ? 1 : -1 }
      }
      let (body, holding, jacket) = (attributes[1], attributes[3], attributes[4])
      let isMember =
        switch number {
        case 1: attributes[0] == body || jacket == 0
        case 2: attributes.count { $0 == 0 } == 2
        default: jacket == 2 && holding == 0 || jacket != 3 && body != 2
        }
      labels.append(isMember ? 1 : 0)
    }
    return (Matrix(rows: 432, columns: 17, values: values), labels)
  }

  /// The share of the connections that can go, one after the other, while every answer stays right.
  func removable(
    _ network: Network, _ trainer: Trainer, step: (inout Network, _ keeping: Int) -> Void
  ) throws -> Double {
    var network = network
    let all = network.connectionsByLayer.reduce(0, +)
    for count in stride(from: all - 1, through: 4, by: -1) {
      var next = network
      step(&next, count)
      let classes = predictedClasses(try trainer.logits(of: next, rows: trainer.rows))
      guard classes == trainer.table.labels else { return 1 - Double(count + 1) / Double(all) }
      network = next
    }
    return 1 - 3 / Double(all)
  }

  @Test(arguments: [(problem: 1, least: 0.7), (2, 0.76), (3, 0.62)])
  func mostWeightsAreRemovedWithoutAnError(problem: Int, least: Double) throws {
    let (features, labels) = Self.problem(problem)
    let trainer = Trainer(
      try SampleTable(features, labels: labels), trainingRows: Array(0..<432),
      hyperparameters: Hyperparameters(learningRate: 0.01, l2: 1e-5, batchSize: 24))
    var state = TrainingState(
      Architecture(inputs: 17, hidden: [6], classes: 2), stream: stream("7"))
    try trainer.train(&state, epochs: 600)
    let classes = predictedClasses(try trainer.logits(of: state.network, rows: trainer.rows))
    let right = zip(classes, labels).count { $0 == $1 }
    try #require(right == 432)
    let surgeon = try removable(state.network, trainer) { network, count in
      let derivatives = LossDerivatives(of: network, on: trainer.table, rows: trainer.rows)
      network.operate(derivatives, damping: 1e-4, keeping: count)
    }
    let magnitude = try removable(state.network, trainer) { network, count in
      let scores = ConnectionScores(magnitudesOf: network)
      network.connect(as: scores.largest(count, among: network.mask))
    }
    #expect(surgeon >= least, "\(surgeon) of the weights")
    #expect(surgeon > magnitude, "\(surgeon) and \(magnitude)")
  }
}
