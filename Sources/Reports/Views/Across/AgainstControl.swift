import Experiments
import Statistics

/// Each method against the control, by Wilcoxon's test with Holm's correction.
struct AgainstControl {
  let pairs: [PairOverDatasets]
  let tests: [WilcoxonTest]
  /// The p-values corrected for all pairs.
  let adjusted: [Double]

  init(_ pairs: [PairOverDatasets]) {
    self.pairs = pairs
    tests = pairs.map(\.wilcoxon)
    adjusted = Holm.adjusted(tests.map(\.pValue))
  }

  /// The most datasets that a pair has a difference on.
  var datasets: Int { pairs.map(\.differences.count).max() ?? 0 }

  /// Why no difference can be significant, whatever it is; nil where one can.
  var impossible: InlineText? {
    guard let smallest = pairs.map(\.smallestPValue).min(), let needed else { return nil }
    let corrected = Double(pairs.count) * smallest
    guard corrected > 0.05 else { return nil }
    let limit: InlineText =
      smallest > 0.05
      ? "no p can be below \(smallest, decimals: 4)"
      : """
      no p can be below \(smallest, decimals: 4), or, corrected for \(pairs.count) methods, below \
      \(corrected, decimals: 4)
      """
    return """
      On \(datasets) datasets \(limit), so that no difference can be significant at the level 0.05, however large it \
      is: that takes \(needed) datasets or more.
      """
  }

  /// How many datasets give the smallest p-value that can be significant.
  private var needed: Int? {
    (1...100).first { Double(pairs.count) * (1..<max(2, $0)).reduce(1) { p, _ in p / 2 } <= 0.05 }
  }

  func text(_ control: ComparedMethod) -> InlineText {
    """
    Each method against \(name: control.title), the control, by Wilcoxon's two-sided signed-rank test\
    \(words: tests.allSatisfy(\.isExact) ? ", exact" : ", by its normal approximation"). Equal scores are ranked, \
    and then left out (Pratt). The last column is corrected for all rows of the table by Holm's method. \
    These tests are those of Demšar (JMLR 7:1-30, 2006).
    """
  }

  var table: Table {
    var table = Table(
      "against-control",
      columns: [
        Table.Column("method", "method"), Table.Column("rank-sum-above", "rank sum, better"),
        Table.Column("rank-sum-below", "rank sum, worse"), Table.Column("equal", "equal scores"),
        Table.Column("p", "p"), Table.Column("p-holm", "p, Holm"),
      ])
    for (pair, (test, adjusted)) in zip(pairs, zip(tests, adjusted)) {
      table.append([
        .name(pair.first.title), .number(test.above, decimals: 1),
        .number(test.below, decimals: 1), .count(pair.differences.count - test.count),
        .quantity(.pValue(test.pValue)), .quantity(.pValue(adjusted)),
      ])
    }
    return table
  }
}
