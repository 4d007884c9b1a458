import Experiments

extension Report {
  /// What the run says of each dataset. Of a test set whose rows are resampled that takes a while.
  var verdicts: [DatasetVerdict] { summaries.map(verdict) }

  /// What it says of one dataset.
  func verdict(on summary: Summary) -> DatasetVerdict {
    DatasetVerdict(summary, under: description.protocolFile)
  }

  /// What the run says, in a few sentences: over its datasets, if it has several, then of each.
  func sentences(_ verdicts: [DatasetVerdict]) -> [InlineText] {
    if missingFits > 0 { return ["\(strong: "No verdict yet"): the run is not finished."] }
    if verdicts.count == 1 { return verdicts[0].lines }
    // Said once, where it holds for all.
    let tooFew = verdicts.compactMap { $0.tooFewSplits(of: " on single datasets") }
    // A table of the pages says the same of each dataset.
    // What was asked comes before what nobody asked, which its own part says.
    return (answers.isEmpty ? comparison.summary : []) + (hasPages ? [] : verdicts.map(\.brief))
      + (tooFew.count == verdicts.count && Set(tooFew).count == 1 ? [tooFew[0]] : [])
  }

  /// What makes the results on one dataset doubtful, and what to do, a sentence each.
  func doubts(_ verdict: DatasetVerdict) -> [InlineText] {
    guard missingFits == 0 else { return [] }
    let dataset = verdict.summary.dataset.name
    return Doubts(
      verdict: verdict, protocolFile: description.protocolFile.of(dataset),
      records: recordsBySplit[dataset]
    ).lines
  }

  /// Verdict and doubts of a report on one dataset, or of all of them with the names of those that are doubtful.
  /// - Parameter more: what else is to be said first.
  func top(_ verdicts: [DatasetVerdict], and more: [InlineText] = []) -> [Block] {
    let lines = more + sentences(verdicts)
    let list: [Block] = lines.isEmpty ? [] : [.list(lines)]
    guard verdicts.count > 1 else { return list + doubtBlocks(verdicts[0]) }
    let doubtful = verdicts.filter { !doubts($0).isEmpty }
      .map { "\(name: $0.summary.dataset.title)" as InlineText }
    guard !doubtful.isEmpty else { return list }
    let which: InlineText =
      doubtful.count == verdicts.count ? "." : ": \(doubtful.joined(separator: ", "))."
    return list + [
      .paragraph(
        """
        \(strong: "Doubtful") on \(doubtful.count) of \(verdicts.count) datasets; their \
        \(words: hasPages ? "pages" : "parts") say why, and what to do\(which)
        """)
    ]
  }

  /// Of several datasets what the run says of one.
  func part(_ verdict: DatasetVerdict) -> [Block] {
    let lines = missingFits > 0 ? [] : verdict.lines
    return (lines.isEmpty ? [] : [.list(lines)]) + doubtBlocks(verdict)
  }

  private func doubtBlocks(_ verdict: DatasetVerdict) -> [Block] {
    let doubts = doubts(verdict)
    return doubts.isEmpty
      ? [] : [.paragraph("\(strong: "What makes this doubtful, and what to do:")"), .list(doubts)]
  }
}
