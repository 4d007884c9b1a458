import Tabular
import Testing
import TestSupport
import Training

@testable import Pruning

/// Optimal Brain Damage's diagonal beside the loops that define it, one sample and one sum at a time: the same bits.
struct CurvatureTests {
  @Test(arguments: [[5, 7, 3], [9, 17, 2], [4, 20, 6, 5], [3, 4]])
  func theDiagonalIsThatOfLoops(widths: [Int]) throws {
    let (network, table) = try sample(widths, rows: 21)
    let rows = [0, 3, 4, 8, 9, 11, 20]
    let diagonal = LossDerivatives(of: network, on: table, rows: rows, temperature: 2)
      .hessianDiagonal()
    #expect(diagonal == byLoops(network, table, rows, temperature: 2))
    #expect(diagonal.allSatisfy { layer in layer.contains { $0 > 0 } })
  }

  /// Fewer samples than are taken together, as many, and more: as many as OBD takes.
  @Test(arguments: [1, 63, 64, 65, 127, 128, 500])
  func anyNumberOfSamplesIsThatOfLoops(count: Int) throws {
    let (network, table) = try sample([6, 11, 5, 4], rows: 501)
    let rows = Array(1...count)
    let diagonal = LossDerivatives(of: network, on: table, rows: rows, temperature: 2)
      .hessianDiagonal()
    #expect(diagonal == byLoops(network, table, rows, temperature: 2))
  }

  @Test func removedConnectionsHaveOneToo() throws {
    let (network, table) = try sample([6, 9, 3], rows: 8)
    var mask = network.mask
    for place in stride(from: 0, to: 54, by: 2) { mask.layers[0][place] = false }
    let pruned = network.connected(as: mask)
    let rows = Array(0..<8)
    let diagonal = LossDerivatives(of: pruned, on: table, rows: rows).hessianDiagonal()
    #expect(diagonal == byLoops(pruned, table, rows, temperature: 1))
  }

  private func sample(_ widths: [Int], rows: Int) throws -> (Network, SampleTable) {
    var stream = RandomStream(seed: 5, name: "\(widths)")
    let features = Matrix(
      rows: rows, columns: widths[0],
      values: (0..<rows * widths[0]).map { _ in max(-0.5, stream.symmetricUniform()) + 0.5 })
    let classes = widths[widths.count - 1]
    let state = TrainingState(
      Architecture(
        inputs: widths[0], hidden: Array(widths[1..<widths.count - 1]), classes: classes),
      stream: RandomStream(seed: 6, name: "\(widths)"))
    return (
      state.network, try SampleTable(features, labels: (0..<rows).map { $0 % classes })
    )
  }

  /// LeCun, Denker and Solla 1989, equations 6 to 9.
  private func byLoops(
    _ network: Network, _ table: SampleTable, _ rows: [Int], temperature: Double
  ) -> [[Double]] {
    let layers = network.layers.map { layer in
      (layer.weightValues.map(Double.init), layer.biasValues.map(Double.init))
    }
    var result = layers.map { Array(repeating: 0.0, count: $0.0.count + $0.1.count) }
    for row in rows {
      var inputs = [table.features(of: row, network.features).map(Double.init)]
      for (index, (weights, biases)) in layers.enumerated() {
        var sums = biases
        for (i, input) in inputs[index].enumerated() {
          for o in sums.indices { sums[o] += input * weights[i * sums.count + o] }
        }
        inputs.append(index == layers.count - 1 ? sums : sums.map { max($0, 0) })
      }
      let shares = softmax(inputs[layers.count].map { $0 / temperature })
      let factor = 1 / (temperature * temperature * Double(rows.count))
      var curvature = shares.map { factor * $0 * (1 - $0) }
      for (index, (weights, _)) in layers.enumerated().reversed() {
        let (below, outputs) = (inputs[index], curvature.count)
        for i in below.indices {
          for o in 0..<outputs {
            result[index][i * outputs + o] += below[i] * below[i] * curvature[o]
          }
        }
        for o in 0..<outputs { result[index][below.count * outputs + o] += curvature[o] }
        curvature = below.indices.map { i in
          guard below[i] > 0 else { return 0 }
          return (0..<outputs).reduce(0.0) { sum, o in
            let weight = weights[i * outputs + o]
            return sum + weight * weight * curvature[o]
          }
        }
      }
    }
    return result
  }
}
