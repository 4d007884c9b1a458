/// Brings each feature to one scale, as was fitted on chosen rows.
///
/// A feature that is constant on those rows becomes 0.
public struct Scaler: Hashable, Sendable {
  /// How each feature is mapped.
  public enum Mapping: Hashable, Sendable {
    /// The values from `minimum` to `maximum` onto [-1, 1]; others leave it.
    case range(minimum: [Float], maximum: [Float])
    /// `(x - center) · factor + base`.
    case affine([AffineMap])
    /// Some features by ``QuantileCurve``, those without one as above.
    case quantile([AffineMap], curves: [QuantileCurve?])
  }

  /// How each feature is mapped.
  public let mapping: Mapping

  /// A scaler that was fitted before.
  /// - Precondition: as many of each list as there are features.
  package init(_ mapping: Mapping) {
    switch mapping {
    case .range(let minimum, let maximum): precondition(minimum.count == maximum.count)
    case .affine: break
    case .quantile(let maps, let curves): precondition(maps.count == curves.count)
    }
    self.mapping = mapping
  }

  /// How many features it was fitted on.
  public var features: Int {
    switch mapping {
    case .range(let minimum, _): minimum.count
    case .affine(let maps), .quantile(let maps, _): maps.count
    }
  }

  /// All rows of `features`, scaled.
  /// - Precondition: `features` has as many columns as the fitted matrix.
  /// - Complexity: O(rows · features); allocates the result.
  public func scaled(_ features: Matrix) -> Matrix {
    precondition(features.columns == self.features, "Scaler: fitted on other columns")
    let maps = affineMaps
    var curves: [QuantileCurve?] = Array(repeating: nil, count: maps.count)
    if case .quantile(_, let fitted) = mapping { curves = fitted }
    var values: [Float] = []
    values.reserveCapacity(features.values.count)
    for row in 0..<features.rows {
      for (column, value) in features[row: row].enumerated() {
        let exact = Double(value)
        values.append(Float(curves[column]?.value(of: exact) ?? maps[column].value(of: exact)))
      }
    }
    return Matrix(rows: features.rows, columns: features.columns, values: values)
  }

  private var affineMaps: [AffineMap] {
    switch mapping {
    case .range(let minimum, let maximum):
      zip(minimum, maximum).map { AffineMap(from: Double($0), to: Double($1)) }
    case .affine(let maps), .quantile(let maps, _): maps
    }
  }
}
