/// Fills missing values (NaN) by rules that were fitted on the training rows.
package struct Imputer: Hashable, Sendable {
  /// The value that fills each feature; 0 for a feature without a rule.
  package let fills: [Float]

  /// Fits the rules of `columns` on `rows` of `features`. A column without any known value there is filled with
  /// zeros.
  /// - Complexity: O(rows · log rows) for each column with a rule.
  package init(fitting features: Matrix, columns: [FeatureColumn], rows: some Sequence<Int>) {
    var fills = Array(repeating: Float(0), count: features.columns)
    let rows = Array(rows)
    for column in columns {
      guard let rule = column.fill else { continue }
      if column.isOneHot {
        let counts = column.features.map { feature in rows.count { features[$0, feature] == 1 } }
        guard let most = counts.max(), most > 0, let level = counts.firstIndex(of: most) else {
          continue
        }
        fills[column.features.lowerBound + level] = 1
      } else {
        let feature = column.features.lowerBound
        let values = rows.map { features[$0, feature] }.filter { !$0.isNaN }.sorted()
        guard !values.isEmpty else { continue }
        fills[feature] = rule == .median ? Self.median(values) : Self.mode(values)
      }
    }
    self.fills = fills
  }

  /// An imputer that was fitted earlier.
  package init(fills: [Float]) { self.fills = fills }

  /// `features` with every NaN filled.
  /// - Precondition: as many columns as were fitted.
  package func filled(_ features: Matrix) -> Matrix {
    precondition(features.columns == fills.count, "Imputer: fitted on another number of columns")
    var values = features.values
    for index in values.indices where values[index].isNaN {
      values[index] = fills[index % fills.count]
    }
    return Matrix(rows: features.rows, columns: features.columns, values: values)
  }

  private static func median(_ sorted: [Float]) -> Float {
    let middle = sorted.count / 2
    guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
    return Float((Double(sorted[middle - 1]) + Double(sorted[middle])) / 2)
  }

  private static func mode(_ sorted: [Float]) -> Float {
    var best = (value: sorted[0], count: 0)
    var run = (value: sorted[0], count: 0)
    for value in sorted {
      run = value == run.value ? (value, run.count + 1) : (value, 1)
      if run.count > best.count { best = run }
    }
    return best.value
  }
}
