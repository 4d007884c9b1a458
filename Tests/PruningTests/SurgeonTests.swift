import Tabular
import Testing
import TestSupport

@testable import Pruning
@testable import Training

/// Optimal Brain Surgeon where it is exact: on least squares.
struct SurgeonTests {
  /// A least-squares problem: rows of A, targets y, the loss |A w - y|² / 2.
  let rows: [[Double]]
  let targets: [Double]
  let size = 11

  init() {
    var random = stream("least squares")
    rows = (0..<30).map { _ in (0..<11).map { _ in Double(random.symmetricUniform()) } }
    targets = rows.map { _ in Double(random.symmetricUniform()) }
  }

  func hessian(of columns: [Int]) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(size: columns.count, diagonal: 0)
    for row in rows { matrix.add(1, outer: columns.map { row[$0] }) }
    return matrix
  }

  /// The least squares fit of some columns, by the normal equations, and its loss.
  func fit(_ columns: [Int]) -> (weights: [Double], loss: Double) {
    let matrix = hessian(of: columns)
    let inverse = matrix.inverse()
    let right = columns.map { column in zip(rows, targets).reduce(0) { $0 + $1.0[column] * $1.1 } }
    let weights = columns.indices.map { row in
      columns.indices.reduce(0) {
        $0 + inverse[row * matrix.vectors + $1 / 8][$1 % 8] * right[$1]
      }
    }
    let loss = zip(rows, targets).reduce(0) { sum, sample in
      let output = zip(columns, weights).reduce(0) { $0 + sample.0[$1.0] * $1.1 }
      return sum + (output - sample.1) * (output - sample.1) / 2
    }
    return (weights, loss)
  }

  @Test func theInverseIsOne() {
    let matrix = hessian(of: Array(0..<size))
    let inverse = matrix.inverse()
    for row in 0..<size {
      for column in 0..<size {
        let sum = (0..<size).reduce(0.0) {
          $0 + matrix[max(row, $1), min(row, $1)]
            * inverse[$1 * matrix.vectors + column / 8][column % 8]
        }
        #expect(abs(sum - (row == column ? 1 : 0)) < 1e-10)
      }
    }
  }

  /// The saliency is the rise of the loss when all others are fitted again, and what they become.
  @Test func saliencyIsTheRiseOfTheRefittedLoss() {
    var columns = Array(0..<size)
    let whole = fit(columns)
    var surgeon = SurgeonNetwork(weights: whole.weights, hessian: hessian(of: columns))
    var loss = whole.loss
    for _ in 0..<8 {
      let best = columns.min { surgeon.saliency(of: $0) < surgeon.saliency(of: $1) }!
      let rise = surgeon.saliency(of: best)
      columns.removeAll { $0 == best }
      surgeon.remove(best)
      let refitted = fit(columns)
      #expect(abs(refitted.loss - loss - rise) < 1e-9)
      for (column, weight) in zip(columns, refitted.weights) {
        #expect(abs(surgeon.weights[column] - weight) < 1e-8)
      }
      #expect(surgeon.weights[best] == 0)
      loss = refitted.loss
    }
  }
}

/// Optimal Brain Surgeon on MONK's first problem, where its authors removed 90 % of the weights and kept every answer
/// right (Hassibi and Stork 1992, table 1).
struct SurgeonMONKTests {
  /// The robots of MONK's problems: six attributes of 3, 3, 2, 3, 4 and 2 values as 17 features, and whether head and
  /// body have the same shape or the jacket is red (Thrun et al. 1991).
  static func problem() -> (features: Matrix, labels: [Int]) {
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
      labels.append(attributes[0] == attributes[1] || attributes[4] == 0 ? 1 : 0)
    }
    return (Matrix(rows: 432, columns: 17, values: values), labels)
  }

  /// The connections that can go, one after the other, while every answer stays right.
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

  @Test func mostWeightsAreRemovedWithoutAnError() throws {
    let (features, labels) = Self.problem()
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
    #expect(surgeon >= 0.7, "\(surgeon) of the weights")
    #expect(surgeon > magnitude, "\(surgeon) and \(magnitude)")
  }
}
