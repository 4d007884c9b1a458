extension Scaler {
  /// Fits the scaling of each feature on `rows` of `features`, whatever their order.
  /// - Parameter columns: which features are the levels of a category; they become -1 and 1.
  /// - Precondition: `rows` is not empty.
  /// - Complexity: O(rows · features), times log rows where the scaling takes ranks.
  public init(
    _ scaling: Scaling = .minmax, fitting features: Matrix, columns: [FeatureColumn] = [],
    rows: some Sequence<Int>
  ) {
    let rows = rows.sorted()
    precondition(!rows.isEmpty, "Scaler: no rows to fit")
    var minimum = Array(repeating: Float.infinity, count: features.columns)
    var maximum = Array(repeating: -Float.infinity, count: features.columns)
    for row in rows {
      for (column, value) in features[row: row].enumerated() {
        minimum[column] = min(minimum[column], value)
        maximum[column] = max(maximum[column], value)
      }
    }
    guard scaling != .minmax else {
      self.init(.range(minimum: minimum, maximum: maximum))
      return
    }
    let levels = Set(columns.filter(\.isOneHot).flatMap(\.features))
    var maps = zip(minimum, maximum).map { AffineMap(from: Double($0), to: Double($1)) }
    var curves: [QuantileCurve?] = Array(repeating: nil, count: features.columns)
    for column in 0..<features.columns where !levels.contains(column) {
      guard maximum[column] > minimum[column] else { continue }
      let values = rows.map { Double(features[$0, column]) }
      switch scaling {
      case .minmax: break
      case .standard: maps[column] = .standardizing(values)
      case .robust: maps[column] = .robust(values.sorted())
      case .quantile: curves[column] = QuantileCurve(fitting: values.sorted())
      }
    }
    self.init(scaling == .quantile ? .quantile(maps, curves: curves) : .affine(maps))
  }
}

extension AffineMap {
  /// To mean 0 and standard deviation 1, that of the rows themselves (divided by their number).
  fileprivate static func standardizing(_ values: [Double]) -> AffineMap {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return AffineMap(center: mean, scale: variance.squareRoot())
  }

  /// To median 0 and interquartile range 1; where half of the values are equal, to a range of 2 as ``Scaling/minmax``
  /// does, since the interquartile range may be 0.
  fileprivate static func robust(_ sorted: [Double]) -> AffineMap {
    let range = sorted.quantile(0.75) - sorted.quantile(0.25)
    guard range > 0 else { return AffineMap(from: sorted[0], to: sorted[sorted.count - 1]) }
    return AffineMap(center: sorted.quantile(0.5), scale: range)
  }
}

extension [Double] {
  /// The quantile of sorted numbers: between two of them linear (Hyndman and Fan's type 7, doi:10.2307/2684934).
  /// - Precondition: there is a number; `share` is in [0, 1].
  func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Int(place)
    guard below + 1 < count else { return self[count - 1] }
    return self[below] + (self[below + 1] - self[below]) * (place - Double(below))
  }
}
