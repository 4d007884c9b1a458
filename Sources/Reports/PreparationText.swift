import Experiments
import Tabular

/// What became of a table on its way into a run, for a report.
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
  /// - Parameter quoted: the name of a column as the place has it that the lines are for.
  func lines(_ quoted: (String) -> String) -> [String] {
    var lines: [String] = []
    let ignored = preparation.ignoredColumns
    if !ignored.isEmpty {
      let names = ignored.prefix(12).map(quoted).joined(separator: ", ")
      lines.append(
        "\(counted(ignored.count, "column")) left out: \(names)\(ignored.count > 12 ? ", ..." : "")."
      )
    }
    if preparation.droppedRows > 0 {
      lines.append("\(counted(preparation.droppedRows, "row")) left out, since a value is missing.")
    }
    if !preparation.filledValues.isEmpty {
      lines.append(
        "Missing values, filled by what the rows trained on have: "
          + "\(text(preparation.filledValues, quoted)).")
    }
    if !preparation.missingLevels.isEmpty {
      lines.append(
        "Missing values, as a level of their own: \(text(preparation.missingLevels, quoted)).")
    }
    if let unseen = unseenLevels {
      lines.append(
        "\(counted(unseen, "value")) of the test parts whose level no row trained on has: all zeros."
      )
    }
    return lines
  }

  private func text(_ counts: [String: Int], _ quoted: (String) -> String) -> String {
    counts.sorted { $0.key < $1.key }.map { "\(grouped($0.value)) in \(quoted($0.key))" }
      .joined(separator: ", ")
  }
}
