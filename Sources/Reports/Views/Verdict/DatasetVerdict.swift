import Experiments
import Statistics

/// What a run says of its methods on one dataset, in a handful of sentences.
struct DatasetVerdict {
  /// More methods than this are summed up.
  private static let mostSentences = 4

  let summary: Summary
  let protocolFile: ProtocolFile
  /// What the others are compared with; nil if it has no score.
  let control: Summary.Entry?
  /// One for each other method that has a score, in the protocol's order.
  let verdicts: [Verdict]

  init(_ summary: Summary, under protocolFile: ProtocolFile) {
    let control = protocolFile.methods.control.flatMap { summary.entry($0.name) }
    self.summary = summary
    self.protocolFile = protocolFile
    self.control = control?.accuracy == nil ? nil : control
    verdicts =
      control.map { control in
        summary.entries.filter { $0.method != control.method }.compactMap {
          Verdict(summary, of: $0, against: control, under: protocolFile)
        }
      } ?? []
  }

  /// What the control comes to, then each method; of many the best, the worst and which ones lose nothing; and why there
  /// is no verdict, if there is none.
  var lines: [InlineText] {
    guard let start else { return [] }
    return [start] + sentences + [tooFewSplits(of: "")].compactMap { $0 }
  }

  /// One line of a report on many datasets.
  var brief: InlineText {
    let title: InlineText = "\(name: summary.dataset.title): "
    guard let best, let worst else {
      return "\(title)there is nothing to compare."
    }
    guard verdicts.count > Self.mostSentences else {
      // Of a few methods the first that prunes: the others stand in the dataset's own part.
      let first = verdicts.first { $0.entry.method.isPruned } ?? verdicts[0]
      return title + first.brief
    }
    let without = verdicts.count { $0.losesNothing }
    let count: InlineText =
      verdicts.contains { $0.statistics != nil }
      ? "\(without) of \(verdicts.count) methods lose nothing that matters" : "no verdict"
    return """
      \(title)best \(name: best.entry.method.title) (\(Quantity.number(best.mean, .points))), worst \
      \(name: worst.entry.method.title) (\(Quantity.number(worst.mean, .points))); \(count).
      """
  }

  /// Why this dataset's splits decide nothing; nil if they do.
  /// - Parameter dataset: words behind the number of splits, such as ` of each dataset`.
  func tooFewSplits(of dataset: InlineText) -> InlineText? {
    guard !verdicts.isEmpty, verdicts.allSatisfy({ $0.statistics == nil }) else { return nil }
    let count = protocolFile.splits.count(of: summary.dataset.name)
    if protocolFile.splits.areGiven {
      return """
        \(strong: "No verdict\(dataset)"): one split, the source's own test set, says nothing of other training sets. At \
        least \(Difference.fewestSplits) splits are needed: choose a protocol that draws them, such as \(code: "strict").
        """
    }
    guard count < Difference.fewestSplits else {
      return """
        \(strong: "No verdict\(dataset)"): the difference is the same on every split, or too few splits have a result.
        """
    }
    return """
      \(strong: "No verdict\(dataset)"): \(words: Formatting.counted(count, "split")) \(words: count == 1 ? "is" : "are") \
      too few to tell a difference from chance. At least \(Difference.fewestSplits) are needed: add \
      \(code: "--splits \(Difference.fewestSplits)").
      """
  }

  /// `NN(best) has 1,600 connections and classifies 99.85 % of the test rows correctly.`
  private var start: InlineText? {
    guard let control, let accuracy = control.accuracy else { return nil }
    let size: InlineText =
      control.size(on: summary.dataset).map {
        "has \(count: Int($0.nominal.rounded()), "connection") and "
      } ?? ""
    return """
      \(name: control.method.title)\(words: control.method.name == .dense ? ", the best dense network," : "") \
      \(size)classifies \(Quantity.number(accuracy.mean, .percentWithSign(decimals: 2))) of the test rows correctly.
      """
  }

  var best: Verdict? { verdicts.max { $0.mean < $1.mean } }
  var worst: Verdict? { verdicts.min { $0.mean < $1.mean } }

  private var sentences: [InlineText] {
    guard verdicts.count > Self.mostSentences, let best, let worst else {
      return verdicts.map(\.sentence)
    }
    var lines: [InlineText] = [
      "The best of \(verdicts.count) other methods: \(best.sentence)",
      "The worst: \(worst.sentence)",
    ]
    guard verdicts.contains(where: { $0.statistics != nil }) else { return lines }
    let names = verdicts.filter(\.losesNothing).map {
      "\(name: $0.entry.method.title)" as InlineText
    }
    lines.append(
      """
      \(words: names.isEmpty ? "No method surely loses nothing" : "Lose nothing") (the probability of being worse by \
      over \(percent: Difference.rope, decimals: 1) points is below 0.05)\(names.isEmpty ? "" : ": ")\
      \(names.joined(separator: ", ")).
      """)
    let worse = verdicts.filter { $0.difference?.isPositive == false && $0.statistics != nil }
      .map { "\(name: $0.entry.method.title)" as InlineText }
    if !worse.isEmpty {
      lines.append(
        """
        Significantly worse than \(name: best.control.method.title), not corrected for the number of methods: \
        \(worse.joined(separator: ", ")).
        """)
    }
    return lines
  }
}

extension Verdict {
  /// Whether it is improbable that the method is worse by more than matters.
  var losesNothing: Bool { worse.map { $0 < 0.05 } ?? false }
}
