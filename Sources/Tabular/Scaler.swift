/// Maps each feature linearly onto [-1, 1], from bounds fitted on chosen rows (paper, section 4.2).
///
/// A feature that is constant on those rows becomes 0. Rows outside the fit may leave [-1, 1].
package struct Scaler: Hashable, Sendable {
  /// The smallest value of each feature on the fitted rows.
  package let minimum: [Float]
  /// The largest value of each feature on the fitted rows.
  package let maximum: [Float]

  /// Fits the bounds on `rows` of `features`.
  /// - Precondition: `rows` is not empty.
  /// - Complexity: O(rows · features).
  package init(fitting features: Matrix, rows: some Sequence<Int>) {
    var minimum = Array(repeating: Float.infinity, count: features.columns)
    var maximum = Array(repeating: -Float.infinity, count: features.columns)
    var isEmpty = true
    for row in rows {
      isEmpty = false
      for (column, value) in features[row: row].enumerated() {
        minimum[column] = min(minimum[column], value)
        maximum[column] = max(maximum[column], value)
      }
    }
    precondition(!isEmpty, "Scaler: no rows to fit")
    self.minimum = minimum
    self.maximum = maximum
  }

  /// A scaler that was fitted earlier.
  /// - Precondition: as many minima as maxima.
  package init(minimum: [Float], maximum: [Float]) {
    precondition(
      minimum.count == maximum.count, "Scaler: \(minimum.count) minima, \(maximum.count) maxima")
    self.minimum = minimum
    self.maximum = maximum
  }

  /// All rows of `features`, scaled by the fitted bounds.
  /// - Precondition: `features` has as many columns as the fitted matrix.
  /// - Complexity: O(rows · features); allocates the result.
  package func scaled(_ features: Matrix) -> Matrix {
    precondition(features.columns == minimum.count, "Scaler: fitted on another number of columns")
    // In double precision, so that both ends land on exactly -1 and 1.
    let low = minimum.map(Double.init)
    let factor = zip(minimum, maximum).map { $1 > $0 ? 2 / (Double($1) - Double($0)) : 0 }
    let offset = factor.map { $0 == 0 ? 0.0 : -1.0 }
    var values: [Float] = []
    values.reserveCapacity(features.values.count)
    for row in 0..<features.rows {
      for (column, value) in features[row: row].enumerated() {
        values.append(Float((Double(value) - low[column]) * factor[column] + offset[column]))
      }
    }
    return Matrix(rows: features.rows, columns: features.columns, values: values)
  }
}
