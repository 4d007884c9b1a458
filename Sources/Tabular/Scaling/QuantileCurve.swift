/// Maps numbers to a normal distribution by their rank: each to its quantile among the numbers fitted on, between a
/// hundred of them linear, and that to the normal quantile. As scikit-learn's `QuantileTransformer` with
/// `n_quantiles=100, output_distribution="normal"`.
public struct QuantileCurve: Hashable, Sendable {
  /// The quantiles of the numbers fitted on, from the smallest to the largest, evenly spaced in rank; at least two.
  public let knots: [Double]

  /// The most knots.
  private static let most = 100
  /// What is so near to an end of the range is at it, as in scikit-learn; but in a range below 0.1 only what is nearer
  /// than a millionth of it, so that the ranks of tiny numbers do not all collapse onto the ends.
  package var margin: Double { min(1e-7, 1e-6 * (knots[knots.count - 1] - knots[0])) }
  /// The normal quantile of 1 - 1e-7: where the ends land.
  package static let end = 5.19933758270342

  /// - Precondition: at least two numbers, ascending.
  init(fitting sorted: [Double]) {
    let count = min(Self.most, sorted.count)
    knots = (0..<count).map { sorted.quantile(Double($0) / Double(count - 1)) }
  }

  /// A curve that was fitted before.
  /// - Precondition: at least two knots, ascending.
  package init(knots: [Double]) { self.knots = knots }

  /// What `x` becomes, within ±``end``.
  func value(of x: Double) -> Double {
    // Of large numbers the margin is lost in rounding.
    if x <= knots[0] || x - margin < knots[0] { return -Self.end }
    if x >= knots[knots.count - 1] || x + margin > knots[knots.count - 1] { return Self.end }
    return min(max(normalQuantile(rank(of: x)), -Self.end), Self.end)
  }

  /// The share of numbers below `x`; where several knots are equal, the middle of theirs.
  private func rank(of x: Double) -> Double {
    let last = Double(knots.count - 1)
    // The first knots above x, and not below it.
    let (above, atLeast) = (first { $0 > x }, first { $0 >= x })
    let left = knots[above - 1]
    let up =
      (Double(above - 1) + (x - left) / (knots[above] - left)) / last
    let right = knots[atLeast]
    let down =
      (Double(atLeast) - (right - x) / (right - knots[atLeast - 1])) / last
    return (up + down) / 2
  }

  /// The first knot that fulfils a condition that all after it fulfil.
  private func first(where isBehind: (Double) -> Bool) -> Int {
    var (low, high) = (0, knots.count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(knots[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
