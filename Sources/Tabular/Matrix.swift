/// A dense table of single-precision numbers, row-major: element (row, column) is
/// `values[row * columns + column]`.
public struct Matrix: Hashable, Sendable {
  /// At least 0.
  public let rows: Int
  /// At least 0.
  public let columns: Int
  /// `rows * columns` numbers, row by row.
  public private(set) var values: [Float]

  /// - Precondition: `values` has `rows * columns` elements.
  public init(rows: Int, columns: Int, values: [Float]) {
    precondition(
      values.count == rows * columns, "Matrix: \(values.count) values for \(rows) x \(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, values: Array(repeating: 0, count: rows * columns))
  }

  /// One element. Time O(1).
  public subscript(row: Int, column: Int) -> Float {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// One row, `columns` values.
  public subscript(row row: Int) -> ArraySlice<Float> {
    values[row * columns..<(row + 1) * columns]
  }
}
