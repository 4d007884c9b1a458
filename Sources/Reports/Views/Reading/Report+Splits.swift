import Experiments
import Inputs

// What a report says of how test sets were held out.
extension Report {
  /// Where the test sets come from, as the beginning of a sentence.
  var splits: InlineText {
    let splits = protocolFile.splits
    if splits.areGiven { return "The test set is the source's own, one split" }
    guard let file = splits.file else {
      return """
        \(words: Formatting.counted(splits.count, "split"))\(ownSplits), each with \
        \(percent: splits.drawnShare ?? 0, decimals: 0) % of the rows as the test set\
        \(words: splits.stratified ? " (stratified)" : "")
        """
    }
    let counts = description.datasets.map { dataset -> InlineText in
      """
      \(description.datasets.count > 1 ? "\(name: dataset.name): " : "" as InlineText)\
      \(words: Formatting.counted(splits.count(of: dataset.name), "split")) with \
      \(percent: splits.testShare(of: dataset.name), decimals: 0) % of the rows as the test set
      """
    }
    return """
      The test sets are those of a file of splits, which \(code: "splits.csv") is a copy of (SHA-256 \
      \(code: String(file.fingerprint.prefix(12)))): \(counts.joined(separator: ", "))
      """
  }

  /// Whose the folds are, where they were not drawn.
  var folds: InlineText {
    protocolFile.splits.file?.hasFolds == true ? ", whose folds are the file's," : ""
  }

  /// What test sets that are not drawn share with the rows trained on, where the protocol accepts it.
  var leaks: InlineText {
    let counts = description.datasets.compactMap { dataset -> InlineText? in
      guard let leaks = dataset.leaks else { return nil }
      return
        "\(name: dataset.name): \(count: leaks.rows) of \(count: leaks.tested, "test row")"
    }
    let whose = protocolFile.splits.areGiven ? "source" : "file"
    let found: InlineText =
      counts.isEmpty
      ? ""
      : " With an equal row, or a row of their group, there: \(counts.joined(separator: ", "))."
    return """
      Rows of the test set may stand among the rows trained on, too, as the \(words: whose) has them: then the accuracy is too \
      high.\(found)
      """
  }
}
