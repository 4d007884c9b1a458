/// The difference of two methods' accuracies on one test set, and how much it could vary with another test set
/// of the same size and with other initial weights.
///
/// Rows and refits are resampled, with replacement and independently (Efron and Tibshirani, An Introduction to
/// the Bootstrap, 1993, chapter 13; for two crossed factors Owen, doi:10.1214/07-AOAS122). Both methods are
/// scored on the same rows, and their refits are paired by number: where the two methods have the same setting,
/// paired refits share their initial weights.
package struct PairedBootstrap: Hashable, Sendable {
  /// The difference of the mean accuracies.
  package let mean: Double
  /// The interval from the 2.5th to the 97.5th percentile of the resampled differences.
  package let interval: ClosedRange<Double>

  private static let resamples = 4000

  /// Nil if a method has no refits, or there are no rows.
  /// - Parameters:
  ///   - correct: for each refit of the first method, whether it classifies each row correctly.
  ///   - other: the same for the second method, in the same order.
  /// - Complexity: 4000 times refits times rows.
  package init?(
    _ correct: [[Bool]], minus other: [[Bool]], using stream: inout some RandomNumberGenerator
  ) {
    let rows = correct.first?.count ?? 0
    let pairs = min(correct.count, other.count)
    guard pairs > 0, rows > 0 else { return nil }
    let differences = zip(correct, other).map { first, second in
      zip(first, second).map { Double($0 ? 1 : 0) - ($1 ? 1 : 0) }
    }
    func rowMeans(weights: [Double]) -> [Double] {
      var sums = Array(repeating: 0.0, count: rows)
      for (weight, difference) in zip(weights, differences) where weight > 0 {
        for row in 0..<rows { sums[row] += weight * difference[row] }
      }
      return sums.map { $0 / Double(pairs) }
    }
    let byRow = rowMeans(weights: Array(repeating: 1, count: pairs))
    self.mean = byRow.reduce(0, +) / Double(rows)
    var resampled: [Double] = []
    resampled.reserveCapacity(Self.resamples)
    for _ in 0..<Self.resamples {
      var weights = Array(repeating: 0.0, count: pairs)
      for _ in 0..<pairs { weights[stream.index(below: pairs)] += 1 }
      let byRow = rowMeans(weights: weights)
      var sum = 0.0
      for _ in 0..<rows { sum += byRow[stream.index(below: rows)] }
      resampled.append(sum / Double(rows))
    }
    resampled.sort()
    let tail = Self.resamples / 40
    interval = resampled[tail]...resampled[Self.resamples - 1 - tail]
  }
}
