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
