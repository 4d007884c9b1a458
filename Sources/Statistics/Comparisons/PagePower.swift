/// What Page's one-sided test can find, if scores vary as given ones do about a growth in equal steps.
package struct PagePower: Hashable, Sendable {
  /// The smallest growth from the first condition to the last that the test finds with probability `power`; nil where no
  /// order of the ranks is improbable enough, and where nothing varies.
  package let smallestGrowth: Double?

  private static let samples = 4_000
  /// To a hundred-thousandth of what is searched.
  private static let halvings = 17

  /// By simulation: the standard error of the power is about half a percent.
  ///
  /// Each dataset's scores are residuals of its own, drawn with replacement and with random signs: some datasets vary much more
  /// than others, and ranks within a dataset do not mind.
  /// - Parameter scores: for each dataset the score under each condition.
  /// - Complexity: that of 68,000 rankings of all scores.
  package init(
    of scores: [[Double]], power: Double = 0.8, level: Double = 0.05,
    using stream: inout some RandomNumberGenerator
  ) {
    let residuals = Self.residuals(scores)
    let largest = residuals.flatMap { $0 }.map(\.magnitude).max() ?? 0
    guard let conditions = scores.first?.count, conditions > 1, largest > 1e-12,
      let critical = PageTest.criticalStatistic(
        datasets: scores.count, conditions: conditions, level: level)
    else {
      smallestGrowth = nil
      return
    }
    let samples = (0..<Self.samples).map { _ in
      residuals.map { row in
        (0..<conditions).map { _ in row.drawnWithSign(using: &stream) }
      }
    }
    let needed = power * Double(samples.count)
    let steps = (0..<conditions).map { Double($0) / Double(conditions - 1) }
    // Where a step is more than two residuals can be apart, all ranks grow.
    var growths = 0...2 * largest * Double(conditions)
    for _ in 0..<Self.halvings {
      let middle = (growths.lowerBound + growths.upperBound) / 2
      let found = samples.count { rows in
        PageTest.statistic(rows.map { row in zip(row, steps).map { $0 + middle * $1 } })
          >= critical
      }
      growths =
        Double(found) < needed ? middle...growths.upperBound : growths.lowerBound...middle
    }
    smallestGrowth = growths.upperBound
  }

  /// What scores are apart from the mean of their dataset, which is estimated, too. A mean of each condition would carry what
  /// varies most into all others.
  private static func residuals(_ scores: [[Double]]) -> [[Double]] {
    scores.map { values in
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let factor = count > 1 ? (count / (count - 1)).squareRoot() : 1
      return values.map { factor * ($0 - mean) }
    }
  }
}
