/// What Page's one-sided test can find on so many datasets, if scores are normal about a growth in equal steps.
package struct PagePower: Hashable, Sendable {
  /// The smallest growth from the first condition to the last, in standard deviations of a score about it, that the test
  /// finds with probability `power`; nil where no order of the ranks is improbable enough.
  package let smallestGrowth: Double?

  private static let samples = 2_000

  /// By simulation: the standard error of the power is about a percent.
  /// - Complexity: that of some 100,000 rankings of all scores.
  package init(
    datasets: Int, conditions: Int, power: Double = 0.8, level: Double = 0.05,
    using stream: inout some RandomNumberGenerator
  ) {
    guard conditions > 1,
      let critical = PageTest.criticalStatistic(
        datasets: datasets, conditions: conditions, level: level)
    else {
      smallestGrowth = nil
      return
    }
    let samples = (0..<Self.samples).map { _ in
      (0..<datasets).map { _ in (0..<conditions).map { _ in stream.normal() } }
    }
    let needed = power * Double(samples.count)
    let steps = (0..<conditions).map { Double($0) / Double(conditions - 1) }
    smallestGrowth = bisection { growth in
      let found = samples.count { rows in
        PageTest.statistic(rows.map { row in zip(row, steps).map { $0 + growth * $1 } })
          >= critical
      }
      return Double(found) < needed
    }
  }

  /// The smallest growth that would have been found if scores vary about it as `scores` do about the means of their
  /// dataset and condition; nil where they do not vary.
  /// - Parameter scores: for each dataset the score under each condition, as many as the power is of.
  package func smallestGrowth(for scores: [[Double]]) -> Double? {
    guard scores.count > 1, let smallestGrowth else { return nil }
    let deviation = Self.residualDeviation(scores)
    return deviation > 0 ? smallestGrowth * deviation : nil
  }

  /// The standard deviation about the means of rows and columns.
  private static func residualDeviation(_ scores: [[Double]]) -> Double {
    let rows = Double(scores.count)
    let columns = Double(scores[0].count)
    let byRow = scores.map { $0.reduce(0, +) / columns }
    let byColumn = scores[0].indices.map { column in
      scores.map { $0[column] }.reduce(0, +) / rows
    }
    let mean = byRow.reduce(0, +) / rows
    var squares = 0.0
    for (row, values) in scores.enumerated() {
      for (column, value) in values.enumerated() {
        let residual = value - byRow[row] - byColumn[column] + mean
        squares += residual * residual
      }
    }
    return (squares / ((rows - 1) * (columns - 1))).squareRoot()
  }
}
