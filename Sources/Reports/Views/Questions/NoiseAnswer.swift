import Experiments
import Inputs
import Pruning
import Statistics
import Tabular

/// How differences change with irrelevant features: for each dataset and number of them the difference with its interval
/// over the splits, and over the datasets Page's test for growth, corrected by Holm's method for all of the question.
struct NoiseAnswer {
  /// One method minus another at a level.
  struct Trend {
    let first, second: ComparedMethod
    let level: Level?
    /// Each dataset with its differences, one for each number of noise columns; nil where the run has none.
    let rows: [(title: String, differences: [Cell?])]
    /// Nil where no dataset has all differences.
    let test: PageTest?
    fileprivate(set) var adjusted: Double?
    /// The growth from the first to the last number of noise columns, in equal steps, that would have been found with
    /// a probability of 0.8; nil where there is none.
    fileprivate(set) var detectable: Double?
    /// The mean differences of the datasets that have all of them.
    fileprivate let complete: [[Double]]

    /// One method minus another on a dataset.
    struct Cell {
      let mean: Double
      /// Nil on a single split.
      let overSplits: Difference?
    }

    /// What would have been found, where nothing was.
    fileprivate var power: InlineText {
      guard let detectable, let adjusted, adjusted > 0.05 else { return "" }
      return """
         With a power of 80 % the test alone would have found a growth of \(Quantity.number(detectable, .magnitude)).
        """
    }

    /// In a word or two.
    var verdict: InlineText { adjusted.map { $0 <= 0.05 ? "grows" : "no growth shown" } ?? "none" }
  }

  /// The noise columns by the dataset's own.
  let times: [Int]
  let trends: [Trend]

  init(
    _ methods: [MethodName], minus others: [MethodName], keep levels: [Level?], times: [Int],
    on summaries: [Summary], under protocolFile: ProtocolFile
  ) {
    self.times = times
    let versions = Dictionary(grouping: summaries) { NoiseVersion($0.dataset.name).base }
    let bases = summaries.map { NoiseVersion($0.dataset.name).base }
    let datasets = zip(bases.indices, bases).filter { bases.firstIndex(of: $1) == $0 }.map(\.1)
    var trends = MethodAtLevel.pairs(methods, minus: others, keep: levels, of: protocolFile).map {
      Trend(
        $0.first, minus: $0.second, times: times, on: datasets.map { versions[$0] ?? [] },
        under: protocolFile)
    }
    let tested = trends.indices.filter { trends[$0].test != nil }
    for (place, p) in zip(tested, Holm.adjusted(tested.compactMap { trends[$0].test?.pValue })) {
      trends[place].adjusted = p
    }
    let powers = Dictionary(
      uniqueKeysWithValues: Set(trends.map(\.complete.count)).map { datasets in
        var stream = RandomStream(seed: protocolFile.seed, name: "page/\(datasets)")
        return (
          datasets, PagePower(datasets: datasets, conditions: times.count, using: &stream)
        )
      })
    for place in trends.indices {
      let complete = trends[place].complete
      trends[place].detectable = powers[complete.count]?.smallestGrowth(for: complete)
    }
    self.trends = trends
  }

  /// What was found, a sentence for each test.
  var sentences: [InlineText] {
    trends.map { trend -> InlineText in
      let share: InlineText = trend.level.map { " at \(words: $0.text)" } ?? ""
      guard let test = trend.test, let adjusted = trend.adjusted else {
        return """
          \(strong: "\(name: trend.first.title) minus \(name: trend.second.title)\(share)"): no dataset has all numbers of \
          noise columns.
          """
      }
      return """
        \(strong: "\(name: trend.first.title) minus \(name: trend.second.title)\(share)"): \(trend.verdict) with the noise \
        columns on \(count: test.count, "dataset") (Page's test, p \
        \(words: adjusted < 0.001 ? "" : "= ")\(Quantity.pValue(adjusted))).\(trend.power)
        """
    }
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
        trend.title, trend.keep, .count(test.count), .number(test.statistic, decimals: 1),
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
          [trend.title, trend.keep, .name(row.title)]
            + row.differences.map { $0.map { .text($0.withBounds) } ?? .missing("none") })
      }
    }
    return table
  }

  /// What the columns of the tables are.
  static let explanation: InlineText = """
    Differences of the mean test accuracies in points, with the 95 % interval over the splits. Noise is in multiples of the \
    dataset's own columns. Page's test, one-sided and exact, asks whether the differences grow from one multiple to the \
    next on several datasets; p is then corrected by Holm's method for all tests of the question. "Found with 80 %" is \
    its power: the growth from the first to the last multiple, in equal steps, that it alone would have found with a \
    probability of 0.8, if differences vary about it as these do about their dataset's and multiple's means.
    """
}

extension NoiseAnswer.Trend {
  fileprivate init(
    _ first: MethodAtLevel, minus second: MethodAtLevel, times: [Int], on datasets: [[Summary]],
    under protocolFile: ProtocolFile
  ) {
    self.first = first.method
    self.second = second.method
    level = first.level ?? second.level
    rows = datasets.compactMap { versions in
      guard let title = versions.first?.dataset.title else { return nil }
      return (
        title,
        times.map { times in
          versions.first { NoiseVersion($0.dataset.name).times == times }.flatMap { version in
            Cell(
              first.accuracy(on: version), minus: second.accuracy(on: version),
              testShare: protocolFile.splits.testShare(of: version.dataset.name))
          }
        }
      )
    }
    complete = rows.map { $0.differences.compactMap { $0?.mean } }
      .filter { $0.count == times.count }
      .map { $0.map(PairOverDatasets.rounded) }
    test = PageTest(complete)
  }

  var title: Reports.Cell { "\(name: first.title) minus \(name: second.title)" }
  var keep: Reports.Cell {
    first.isPruned || second.isPruned ? "\(words: level?.text ?? "as chosen")" : "all"
  }
}

extension NoiseAnswer.Trend.Cell {
  fileprivate init?(_ first: Estimate?, minus second: Estimate?, testShare: Double) {
    guard let first, let second else { return nil }
    overSplits = Difference(of: first, minus: second, testShare: testShare)
    mean = overSplits?.mean ?? first.mean - second.mean
  }

  /// `+0.31 [+0.02, +0.60]`, in points.
  fileprivate var withBounds: InlineText {
    let style = NumberStyle.percent(isSigned: true)
    let mean = Quantity.number(mean, style)
    guard let overSplits, overSplits.hasStatistics else { return "\(mean)" }
    let interval = overSplits.interval
    return """
      \(mean) [\(Quantity.number(interval.lowerBound, style)), \(Quantity.number(interval.upperBound, style))]
      """
  }
}

/// A dataset's name and how many times its own columns are added as noise: `car+noise=4`.
private struct NoiseVersion {
  let base: String
  let times: Int

  init(_ name: String) {
    guard let mark = name.firstRange(of: "+noise=") else {
      base = name
      times = 0
      return
    }
    base = String(name[..<mark.lowerBound])
    times = Int(name[mark.upperBound...].prefix { $0.isNumber }) ?? 0
  }
}
