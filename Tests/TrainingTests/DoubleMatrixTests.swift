import Tabular
import Testing
import TestSupport

@testable import Training

/// Products have the bits of loops over scalars: no fused steps, the terms in their order.
struct DoubleMatrixTests {
  /// Around the widths of vectors and of tiles.
  static let sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 41]

  @Test(arguments: instructionSets, sizes)
  func productsAreThoseOfLoops(_ instructionSet: InstructionSet, size: Int) {
    for (rows, terms, columns) in [(size, 6, 9), (5, size, 34), (9, 7, size)] {
      var stream = RandomStream(seed: 3, name: "\(rows) \(terms) \(columns)")
      let left = DoubleMatrix(rows: rows, columns: terms) { _, _ in
        max(0, Double(stream.symmetricUniform()) + 0.4)
      }
      let right = DoubleMatrix(rows: terms, columns: columns) { _, _ in
        Double(stream.symmetricUniform())
      }
      let before = DoubleMatrix(rows: rows, columns: columns) { _, _ in
        Double(stream.symmetricUniform())
      }
      var sums = before
      sums.add(left, times: right, by: instructionSet)
      var transposed = before
      transposed.add(
        transposeOf: DoubleMatrix(rows: terms, columns: rows) { left[$1, $0] }, times: right,
        by: instructionSet)
      for row in 0..<rows {
        for column in 0..<columns {
          var sum = before[row, column]
          for term in 0..<terms { sum += left[row, term] * right[term, column] }
          #expect(sums[row, column] == sum)
          #expect(transposed[row, column] == sum)
        }
      }
    }
  }

  @Test(arguments: instructionSets) func zerosAddNothing(_ instructionSet: InstructionSet) {
    let left = DoubleMatrix([[0, 2], [3, 0]], columns: 2)
    let right = DoubleMatrix([[.infinity, .nan, 1], [1, 2, -.infinity]], columns: 3)
    var sums = DoubleMatrix(rows: 2, columns: 3)
    sums.add(left, times: right, by: instructionSet)
    #expect(Array(sums[row: 0]) == [2, 4, -.infinity])
    #expect(sums[1, 0] == .infinity && sums[1, 1].isNaN && sums[1, 2] == 3)
  }

  @Test func squaresAndRows() {
    let squares = DoubleMatrix([[1, -2], [0.5, 0]], columns: 2).squared()
    #expect(Array(squares[row: 0]) == [1, 4] && Array(squares[row: 1]) == [0.25, 0])
  }

  @Test func valuesAreChangedInPlace() {
    var matrix = DoubleMatrix(rows: 3, repeating: [1, -2, 3])
    matrix.rectify()
    #expect((0..<3).allSatisfy { Array(matrix[row: $0]) == [1, 0, 3] })
    matrix.clear(
      whereNotPositive: DoubleMatrix([[1, 1, 1], [0, 1, -1], [.nan, 1, 2]], columns: 3))
    #expect((0..<3).map { Array(matrix[row: $0]) } == [[1, 0, 3], [0, 0, 0], [0, 0, 3]])
    var sums = [0.5, 0, 0]
    matrix.addRows(to: &sums)
    #expect(sums == [1.5, 0, 6])
  }
}
