import TrainingKernels

/// A matrix of doubles: for what a method computes now and then, not for what training needs each step.
///
/// Each sum of a product has the bits of a loop over scalars, on every instruction set: products are rounded before they
/// are added, in the order of the terms.
package struct DoubleMatrix: Sendable {
  package let rows: Int
  package let columns: Int
  /// Doubles from row to row: whole vectors of the kernels.
  private let stride: Int
  private var values: [Double]

  /// Zeros.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let lanes = Int(TK_DOUBLES)
    stride = (columns + lanes - 1) / lanes * lanes
    values = Array(repeating: 0, count: rows * stride)
  }

  /// What `value` says of each row and column.
  package init(rows: Int, columns: Int, value: (_ row: Int, _ column: Int) -> Double) {
    self.init(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { values[row * stride + column] = value(row, column) }
    }
  }

  /// - Precondition: each row has so many columns.
  package init(_ rows: [[Double]], columns: Int) {
    self.init(rows: rows.count, columns: columns)
    for (index, row) in rows.enumerated() {
      precondition(row.count == columns)
      values.replaceSubrange(index * stride..<index * stride + columns, with: row)
    }
  }

  /// Each row is `row`.
  package init(rows: Int, repeating row: [Double]) {
    self.init(rows: rows, columns: row.count)
    for index in 0..<rows {
      for column in row.indices { values[index * stride + column] = row[column] }
    }
  }

  package subscript(row: Int, column: Int) -> Double { values[row * stride + column] }

  /// The values of one row.
  package subscript(row row: Int) -> ArraySlice<Double> {
    values[row * stride..<row * stride + columns]
  }

  /// The square of each value.
  package func squared() -> DoubleMatrix {
    var result = self
    for place in values.indices { result.values[place] *= values[place] }
    return result
  }

  /// Puts 0 in place of each negative value.
  package mutating func rectify() {
    for place in values.indices { values[place] = max(values[place], 0) }
  }

  /// Puts 0 where `gate` is not positive.
  /// - Precondition: `gate` has as many rows and columns.
  package mutating func clear(whereNotPositive gate: DoubleMatrix) {
    precondition(gate.rows == rows && gate.columns == columns)
    // Without checks of each place this is a loop over vectors.
    values.withUnsafeMutableBufferPointer { values in
      gate.values.withUnsafeBufferPointer { gate in
        for place in values.indices { values[place] = gate[place] > 0 ? values[place] : 0 }
      }
    }
  }

  /// Adds each row to `sums`, in their order.
  /// - Precondition: `sums` has as many values as this matrix has columns.
  package func addRows(to sums: inout [Double]) {
    precondition(sums.count == columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += values[row * stride + column] }
    }
  }

  /// Adds the product of `left` and `right`. Zeros of `left` add nothing, whatever they meet.
  /// - Complexity: O(rows · columns · rows of `right`).
  /// - Precondition: `left` has as many rows as this matrix and as many columns as `right` has rows; `right` has as many
  ///   columns as this matrix.
  package mutating func add(
    _ left: DoubleMatrix, times right: DoubleMatrix, by instructionSet: InstructionSet = .fastest
  ) {
    precondition(left.rows == rows && left.columns == right.rows && right.columns == columns)
    add(left, steps: (left.stride, 1), right, instructionSet)
  }

  /// Adds the product of `left`, transposed, and `right`. Zeros of `left` add nothing, whatever they meet.
  /// - Complexity: O(rows · columns · rows of `right`).
  /// - Precondition: `left` has as many columns as this matrix has rows and as many rows as `right`; `right` has as many
  ///   columns as this matrix.
  package mutating func add(
    transposeOf left: DoubleMatrix, times right: DoubleMatrix,
    by instructionSet: InstructionSet = .fastest
  ) {
    precondition(left.columns == rows && left.rows == right.rows && right.columns == columns)
    add(left, steps: (1, left.stride), right, instructionSet)
  }

  private mutating func add(
    _ left: DoubleMatrix, steps: (row: Int, term: Int), _ right: DoubleMatrix,
    _ instructionSet: InstructionSet
  ) {
    values.withUnsafeMutableBufferPointer { sums in
      left.values.withUnsafeBufferPointer { left in
        right.values.withUnsafeBufferPointer { factors in
          var product = tk_product(
            rows: rows, terms: right.rows, stride: stride, left: left.baseAddress,
            row_step: steps.row, term_step: steps.term, right: factors.baseAddress,
            sums: sums.baseAddress)
          tk_add_product(instructionSet.kernel, &product)
        }
      }
    }
  }
}
