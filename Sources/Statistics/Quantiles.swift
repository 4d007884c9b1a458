/// Order statistics of some numbers.
package struct Quantiles: Hashable, Sendable {
  private let sorted: [Double]

  /// Nil if there are no numbers.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    sorted = values.sorted()
  }

  package var minimum: Double { sorted[0] }
  package var median: Double { self[0.5] }
  package var maximum: Double { sorted[sorted.count - 1] }

  /// The quantile at `share` in [0, 1], linear between order statistics (type 7 of Hyndman and Fan,
  /// doi:10.1080/00031305.1996.10473566; numpy's default).
  package subscript(share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
