import Experiments
import Statistics

extension NoiseAnswer {
  /// What was found, a sentence for each test.
  var sentences: [InlineText] {
    trends.map { trend -> InlineText in
      let share: InlineText = trend.level.map { " at \(words: $0.text)" } ?? ""
      guard let test = trend.test, let adjusted = trend.adjusted else {
        return """
          \(strong: "\(trend.title)\(share)"): no dataset has all numbers of noise columns.
          """
      }
      return """
        \(strong: "\(trend.title)\(share)"): \(trend.verdict) with the noise columns on \(count: test.count, "dataset") (Page's test, p \
        \(words: adjusted < 0.001 ? "" : "= ")\(Quantity.pValue(adjusted))).\(trend.power)
        """
    } + scores.limits
  }

  /// The tests.
  var table: Table {
    var table = Table(
      "noise-trend",
      columns: [
        Table.Column("methods", ""), Table.Column("keep", "connections kept"),
        Table.Column("datasets", "datasets"), Table.Column("statistic", "L"),
        Table.Column("p", "p"), Table.Column("p-holm", "p, Holm"),
        Table.Column("found", "found with 80 %"), Table.Column("verdict", "verdict"),
      ])
    for trend in trends {
      guard let test = trend.test, let adjusted = trend.adjusted else { continue }
      table.append([
        .text(trend.title), trend.keep, .count(test.count), .number(test.statistic, decimals: 1),
        .quantity(.pValue(test.pValue)), .quantity(.pValue(adjusted)),
        .optional(trend.detectable.map { .number($0, .points) }, otherwise: "none"),
        .text(trend.verdict),
      ])
    }
    return table
  }

  /// The differences.
  var differences: Table {
    var table = Table(
      "noise-differences",
      columns: [
        Table.Column("methods", ""), Table.Column("keep", "connections kept"),
        Table.Column("dataset", "dataset"),
      ]
        + times.map {
          Table.Column("noise-\($0)", $0 == 0 ? "no noise" : "\(words: "\($0)×") noise")
        })
    for trend in trends {
      for row in trend.rows {
        table.append(
          [.text(trend.title), trend.keep, .name(row.title)]
            + row.differences.map { $0.map { .text($0.withBounds) } ?? .missing("none") })
      }
    }
    return table
  }

  /// What the columns of the tables are.
  static let explanation: InlineText = """
    Differences of the mean test accuracies in points, with the 95 % interval over the splits. Noise is in multiples of the \
    dataset's own columns. Page's test, one-sided and exact, asks whether the differences rise from one multiple to the \
    next on several datasets; p is then corrected by Holm's method for all tests of the question. A difference also rises where \
    the second method gets worse: the accuracies say which of the two it was. No rise that is shown is no proof that there \
    is none; a rise and fall counts as none. "Found with 80 %" is the power: the rise from the first to the last multiple, in equal steps, that the \
    test alone would have found with a probability of 0.8, if each dataset's differences vary about it as they do about \
    their mean.
    """
}
