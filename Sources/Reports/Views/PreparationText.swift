import Experiments
import Tabular

/// How a table was prepared for a run, for a report.
struct PreparationText {
  private let preparation: Preparation
  private let unseenLevels: Int?

  init(_ preparation: Preparation, unseenLevels: Int? = nil) {
    self.preparation = preparation
    self.unseenLevels = unseenLevels
  }

  init(_ dataset: DatasetSummary) {
    self.init(dataset.preparation ?? Preparation(), unseenLevels: dataset.unseenLevels)
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
        "Missing values, as a level of their own: \(text(preparation.missingLevels)).")
    }
    if let unseen = unseenLevels {
      lines.append(
        """
        Encoded as zeros only: \(words: Formatting.counted(unseen, "value")) of the test sets whose level no row \
        trained on has.
        """)
    }
    return lines
  }

  private func text(_ counts: [String: Int]) -> InlineText {
    counts.sorted { $0.key < $1.key }
      .map { "\(count: $0.value) in \(code: $0.key)" as InlineText }.joined(separator: ", ")
  }
}
