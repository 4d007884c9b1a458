package import Experiments
import Tabular

/// How a table was prepared for a run, for a report.
struct PreparationText {
  private let preparation: Preparation
  /// What its test sets have that the rows trained on have not; nil of a table that is not split.
  private let dataset: DatasetSummary?

  init(_ preparation: Preparation) {
    self.preparation = preparation
    dataset = nil
  }

  init(_ dataset: DatasetSummary) {
    preparation = dataset.preparation ?? Preparation()
    self.dataset = dataset
  }

  /// One line each; empty if nothing was done.
  var lines: [InlineText] {
    var lines: [InlineText] = []
    let ignored = preparation.ignoredColumns
    if !ignored.isEmpty {
      let names = ignored.prefix(12).map { "\(code: $0)" as InlineText }.joined(separator: ", ")
      lines.append(
        """
        \(words: Formatting.counted(ignored.count, "column")) left out: \(names)\
        \(words: ignored.count > 12 ? ", ..." : "").
        """)
    }
    if preparation.droppedRows > 0 {
      lines.append(
        "\(words: Formatting.counted(preparation.droppedRows, "row")) left out, since a value is missing."
      )
    }
    if !preparation.filledValues.isEmpty {
      lines.append(
        """
        Missing values, filled by the median or the mode of the rows trained on: \
        \(text(preparation.filledValues)).
        """)
    }
    if !preparation.missingLevels.isEmpty {
      lines.append(
        "Missing values, as a category of their own: \(text(preparation.missingLevels)).")
    }
    if let unseen = dataset?.unseenLevels {
      lines.append(
        """
        Encoded as zeros only: \(words: Formatting.counted(unseen, "value")) of the test sets whose category no row \
        trained on has.
        """)
    }
    return lines + (dataset?.unseenClassLines ?? [])
  }

  private func text(_ counts: [String: Int]) -> InlineText {
    counts.sorted { $0.key < $1.key }
      .map { "\(count: $0.value) in \(code: $0.key)" as InlineText }.joined(separator: ", ")
  }
}

extension DatasetSummary {
  /// A sentence, behind the dataset's name, for each class that test sets have and the rows trained on have not.
  package var unseenClassNotes: [String] { unseenClassLines.map { "\(name): \($0.plain())" } }

  fileprivate var unseenClassLines: [InlineText] {
    (unseenClasses ?? [:]).sorted { $0.key < $1.key }.map { name, rows in
      """
      No row trained on has the class \(code: name), which \(count: rows, "row") of the test sets \
      \(words: rows == 1 ? "has" : "have"): no network can be right about \(words: rows == 1 ? "it" : "them"), and \
      \(words: rows == 1 ? "it counts as an error" : "they count as errors").
      """
    }
  }
}
