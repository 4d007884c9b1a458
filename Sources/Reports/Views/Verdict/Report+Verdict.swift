import Experiments

extension Report {
  /// What the run says, in a few sentences: over its datasets, if it has several, then of each.
  var verdict: [InlineText] {
    if missingFits > 0 { return ["\(strong: "No verdict yet"): the run is not finished."] }
    if summaries.count == 1 { return verdict(on: summaries[0]).lines }
    let each = summaries.map(verdict)
    // Said once, where it holds for all.
    let tooFew = each.compactMap { $0.tooFewSplits(of: " on single datasets") }
    return comparison.summary + each.map(\.brief)
      + (tooFew.count == each.count && Set(tooFew).count == 1 ? [tooFew[0]] : [])
  }

  /// What it says of one dataset.
  func verdict(on summary: Summary) -> DatasetVerdict {
    DatasetVerdict(summary, under: description.protocolFile)
  }

  /// What makes the results on one dataset doubtful, and what to do, a sentence each.
  func doubts(_ summary: Summary) -> [InlineText] {
    missingFits > 0
      ? []
      : Doubts(
        summary: summary,
        protocolFile: description.protocolFile.of(summary.dataset.name),
        records: records.filter { $0.key.dataset == summary.dataset.name }
      ).lines
  }

  /// Verdict and doubts of a report on one dataset, or of all of them with the names of those that are doubtful.
  var verdictBlocks: [Block] {
    let lines = verdict
    let list: [Block] = lines.isEmpty ? [] : [.list(lines)]
    guard summaries.count > 1 else { return list + doubtBlocks(summaries[0]) }
    let doubtful = summaries.filter { !doubts($0).isEmpty }
      .map { "\(name: $0.dataset.title)" as InlineText }
    guard !doubtful.isEmpty else { return list }
    return list + [
      .paragraph(
        """
        \(strong: "Doubtful") on \(doubtful.count) of \(summaries.count) datasets; their parts say why, and what to do: \
        \(doubtful.joined(separator: ", ")).
        """)
    ]
  }

  /// What makes one dataset's results doubtful; nothing where nothing does.
  func doubtBlocks(_ summary: Summary) -> [Block] {
    let doubts = doubts(summary)
    return doubts.isEmpty
      ? [] : [.paragraph("\(strong: "What makes this doubtful, and what to do:")"), .list(doubts)]
  }

  /// Of several datasets what the run says of one.
  func own(_ summary: Summary) -> [Block] {
    let lines = missingFits > 0 ? [] : verdict(on: summary).lines
    return (lines.isEmpty ? [] : [.list(lines)]) + doubtBlocks(summary)
  }
}
