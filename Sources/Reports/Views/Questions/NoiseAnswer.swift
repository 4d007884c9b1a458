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
    let first, second: MethodAtLevel
    /// Each dataset with its differences, one for each number of noise columns; nil where the run has none.
    let rows: [(title: String, differences: [Cell?])]
    /// Nil where no dataset has all differences.
    let test: PageTest?
    fileprivate(set) var adjusted: Double?
    /// The rise from the first to the last number of noise columns, in equal steps, that would have been found with
    /// a probability of 0.8; nil where there is none.
    let detectable: Double?
    /// One method minus another on a dataset.
    struct Cell {
      let mean: Double
      /// Nil on a single split.
      let overSplits: Difference?
    }

    /// What would have been found, where nothing was.
    var power: InlineText {
      guard let detectable, let adjusted, adjusted > 0.05 else { return "" }
      return """
         With a power of 80 % the test alone would have found a rise of \(Quantity.number(detectable, .magnitude)).
        """
    }

    /// In a word or two.
    var verdict: InlineText { adjusted.map { $0 <= 0.05 ? "rises" : "no rise shown" } ?? "none" }
  }

  /// The noise columns by the dataset's own.
  let times: [Int]
  let trends: [Trend]
  /// What the methods come to by themselves.
  let scores: NoiseScores

  init(
    _ methods: [MethodName], minus others: [MethodName], keep levels: [Level?], times: [Int],
    on summaries: [Summary], under protocolFile: ProtocolFile
  ) {
    self.times = times
    let versions = Dictionary(grouping: summaries) { NoiseVersion($0.dataset.name).base }
    let bases = summaries.map { NoiseVersion($0.dataset.name).base }
    let datasets = zip(bases.indices, bases).filter { bases.firstIndex(of: $1) == $0 }.map {
      versions[$1] ?? []
    }
    let pairs = MethodAtLevel.pairs(methods, minus: others, keep: levels, of: protocolFile)
    var trends = pairs.map {
      Trend($0.first, minus: $0.second, times: times, on: datasets, under: protocolFile)
    }
    scores = NoiseScores(
      pairs.flatMap { [$0.second, $0.first] }, times: times, on: datasets)
    let tested = trends.indices.filter { trends[$0].test != nil }
    for (place, p) in zip(tested, Holm.adjusted(tested.compactMap { trends[$0].test?.pValue })) {
      trends[place].adjusted = p
    }
    self.trends = trends
  }
}

extension NoiseAnswer.Trend {
  fileprivate init(
    _ first: MethodAtLevel, minus second: MethodAtLevel, times: [Int], on datasets: [[Summary]],
    under protocolFile: ProtocolFile
  ) {
    self.first = first
    self.second = second
    rows = datasets.compactMap { versions in
      guard let title = versions.first?.dataset.title else { return nil }
      return (
        title,
        times.map { times in
          NoiseVersion.of(versions, times: times).flatMap { version in
            Cell(
              first.accuracy(on: version), minus: second.accuracy(on: version),
              testShare: protocolFile.splits.testShare(of: version.dataset.name))
          }
        }
      )
    }
    let complete = rows.map { $0.differences.compactMap { $0?.mean } }
      .filter { $0.count == times.count }
      .map { $0.map(PairOverDatasets.rounded) }
    test = PageTest(complete)
    var stream = RandomStream(
      seed: protocolFile.seed, name: "page/\(first.streamName)/\(second.streamName)")
    detectable = PagePower(of: complete, using: &stream).smallestGrowth
  }

  var title: InlineText { "\(name: first.method.title) minus \(name: second.method.title)" }
  var level: Level? { first.level ?? second.level }
  var keep: Reports.Cell {
    first.method.isPruned || second.method.isPruned
      ? "\(words: level?.text ?? "as chosen")" : "all"
  }
}

extension NoiseAnswer.Trend.Cell {
  fileprivate init?(_ first: Estimate?, minus second: Estimate?, testShare: Double) {
    guard let first, let second else { return nil }
    overSplits = Difference(of: first, minus: second, testShare: testShare)
    mean = overSplits?.mean ?? first.mean - second.mean
  }

  /// `+0.31 [+0.02, +0.60]`, in points.
  var withBounds: InlineText {
    let style = NumberStyle.percent(isSigned: true)
    let mean = Quantity.number(mean, style)
    guard let overSplits, overSplits.hasStatistics else { return "\(mean)" }
    let interval = overSplits.interval
    return """
      \(mean) [\(Quantity.number(interval.lowerBound, style)), \(Quantity.number(interval.upperBound, style))]
      """
  }
}
