import Experiments
import Statistics
import Tabular

/// Which features the pruned networks of a dataset keep, and how stable that is.
struct FeatureView {
  /// The table has so many features; ``Report/featuresCSV`` has all.
  private static let mostFeatures = 20
  /// More methods do not fit side by side.
  private static let mostMethods = 6

  private let names: [String]?
  let methods: [KeptFeatures]

  /// Nil without a method that prunes, and in runs that did not keep the features.
  init?(_ summary: Summary) {
    names = summary.dataset.featureNames.map(FeatureNames.readable)
    methods = summary.entries.compactMap { KeptFeatures($0, of: summary.dataset) }
    if methods.isEmpty { return nil }
  }

  /// What a feature is called: by its place, counted from 1, where a run did not keep the names.
  func name(_ feature: Int) -> String {
    names?[feature] ?? "feature \(feature + 1)"
  }

  /// Those that are shown side by side: none that keeps every feature.
  var chosen: [KeptFeatures] { Array(methods.filter { !$0.isAll }.prefix(Self.mostMethods)) }

  /// The section of a report.
  var section: Section {
    let sentences = Block.list(methods.map(sentence))
    var blocks = chosen.isEmpty ? [sentences] : [.paragraph(explanation), sentences]
    if let first = chosen.first {
      let order = first.shares.indices.sorted {
        (-first.shares[$0], $0) < (-first.shares[$1], $1)
      }
      blocks.append(
        .table(
          Table(
            "features",
            columns: [Table.Column("feature", "feature")]
              + chosen.map {
                Table.Column($0.method.id, "\(name: $0.method.title)", alignment: .trailing)
              },
            rows: order.prefix(Self.mostFeatures).map { feature in
              [.name(name(feature))] + chosen.map { .percent($0.shares[feature], decimals: 0) }
            })))
      let left = order.count - Self.mostFeatures
      if left > 0 || chosen.count < methods.count {
        blocks.append(
          .paragraph(
            """
            \(words: left > 0 ? "These are the features that \(first.method.title) keeps most often. " : "")\
            \(code: "features.csv") has every feature and every method.
            """))
      }
    }
    return Section(heading: "Features kept", blocks: blocks)
  }

  private var explanation: InlineText {
    let isOneHot = names.map { $0.contains { $0.contains("=") } } ?? false
    return """
      A pruned network keeps a feature if a path of connections leads from it to a class. The table shows in what share of \
      the refits, in %, a feature is kept.\(words: isOneHot ? " A text column has a feature for each of its categories." : "") \
      Stability is 1 where all splits keep the same features, and 0 where they agree as by chance (Nogueira, Sechidis \
      and Brown, 2018); it is the mean over the refits of a split.
      """
  }

  private func interval(of kept: KeptFeatures) -> InlineText {
    kept.interval.map { ", 95 % interval \(.interval($0, NumberStyle(decimals: 2)))" } ?? ""
  }

  private func sentence(_ kept: KeptFeatures) -> InlineText {
    let title: InlineText = "\(name: kept.method.title)"
    guard !kept.isAll else {
      return kept.shares.count == 1
        ? "\(title) keeps the only feature."
        : "\(title) keeps all \(count: kept.shares.count, "feature")."
    }
    let (low, high) = (kept.counts.min() ?? 0, kept.counts.max() ?? 0)
    let mean = MeanAndDeviation(kept.counts.map(Double.init))?.mean ?? 0
    let range: InlineText =
      low == high ? "\(low)" : "\(low) to \(high) (mean \(mean, decimals: 1))"
    let over: InlineText =
      kept.isOfSplits
      ? "\(count: kept.choices, "split")" : "\(count: kept.choices, "refit") of one split"
    let stability: InlineText =
      kept.stability.map {
        """
        stability over \(over) \($0, decimals: 2)\(interval(of: kept))
        """
      } ?? "no stability, which takes two choices of some features"
    let always = kept.shares.count { $0 == 1 }
    let never = kept.shares.count { $0 == 0 }
    let neverKept: InlineText =
      never == 0
      ? "each is kept by some" : "\(count: never) \(words: never == 1 ? "is" : "are") never kept"
    return """
      \(title) keeps \(range) of \(count: kept.shares.count, "feature"), \(words: always == 0 ? "none" : "\(always)") of \
      them always; \(neverKept); \(stability).
      """
  }
}
