/// A symmetric matrix in double precision, for the few hundred to few thousand parameters whose Hessian fits.
struct SymmetricMatrix {
  let size: Int
  /// The vectors of a row.
  let vectors: Int
  /// Row by row, each padded to whole vectors; the lower triangle is what counts until the matrix is inverted.
  private var values: [SIMD8<Double>]

  /// `diagonal` times the identity.
  init(size: Int, diagonal: Double) {
    self.size = size
    vectors = (size + 7) / 8
    values = Array(repeating: .zero, count: size * vectors)
    for index in 0..<size { self[index, index] = diagonal }
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * vectors + column / 8][column % 8] }
    set { values[row * vectors + column / 8][column % 8] = newValue }
  }

  /// Adds `factor · v vᵀ`.
  /// - Complexity: O(size²), less where v has zeros.
  mutating func add(_ factor: Double, outer v: [Double]) {
    var padded = Array(repeating: SIMD8<Double>.zero, count: vectors)
    for (index, value) in v.enumerated() { padded[index / 8][index % 8] = value }
    for (row, value) in v.enumerated() where value != 0 {
      let scale = SIMD8(repeating: factor * value)
      for vector in 0...row / 8 { values[row * vectors + vector] += scale * padded[vector] }
    }
  }

  /// The inverse, row by row, each padded with zeros to whole vectors.
  ///
  /// By Gauss-Jordan elimination without pivoting, which positive definite matrices do not need.
  /// - Complexity: O(size³).
  func inverse() -> [SIMD8<Double>] {
    var a = values
    for row in 0..<size {
      for column in row + 1..<max(size, row + 1) {
        a[row * vectors + column / 8][column % 8] = self[column, row]
      }
      for lane in size..<vectors * 8 { a[row * vectors + lane / 8][lane % 8] = 0 }
    }
    for pivot in 0..<size {
      let (vector, lane) = (pivot / 8, pivot % 8)
      let factor = SIMD8(repeating: 1 / a[pivot * vectors + vector][lane])
      a[pivot * vectors + vector][lane] = 1
      for k in 0..<vectors { a[pivot * vectors + k] *= factor }
      let pivotRow = Array(a[pivot * vectors..<(pivot + 1) * vectors])
      for row in 0..<size where row != pivot {
        let value = a[row * vectors + vector][lane]
        guard value != 0 else { continue }
        a[row * vectors + vector][lane] = 0
        let scale = SIMD8(repeating: value)
        for k in 0..<vectors { a[row * vectors + k] -= scale * pivotRow[k] }
      }
    }
    return a
  }
}
