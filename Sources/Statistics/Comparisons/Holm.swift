/// Holm's step-down correction for multiple comparisons (Scandinavian Journal of Statistics 6:65-70, 1979).
package enum Holm {
  /// For each p-value the smallest level at which its comparison is significant while the probability of any false
  /// significance is at most that level: the i-th smallest of m times (m - i + 1), at least the one before it, at
  /// most 1.
  package static func adjusted(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    for (place, index) in order.enumerated() {
      largest = max(largest, min(1, Double(pValues.count - place) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
