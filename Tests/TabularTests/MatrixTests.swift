import Tabular
import Testing

struct MatrixTests {
  @Test func isRowMajor() {
    var matrix = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    #expect(matrix[0, 2] == 3)
    #expect(matrix[1, 0] == 4)
    #expect(Array(matrix[row: 1]) == [4, 5, 6])
    matrix[1, 1] = 9
    #expect(matrix.values == [1, 2, 3, 4, 9, 6])
  }

  @Test func zerosAndNothing() {
    #expect(Matrix(rows: 2, columns: 2).values == [0, 0, 0, 0])
    #expect(Matrix(rows: 0, columns: 3).values.isEmpty)
    #expect(Array(Matrix(rows: 3, columns: 0)[row: 2]).isEmpty)
  }
}
