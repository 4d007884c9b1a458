import Inputs
public import Tabular

/// What a loaded table is, in a few lines for a terminal.
public struct DatasetText: Sendable {
  private let dataset: Dataset

  /// A text on `dataset`.
  public init(_ dataset: Dataset) { self.dataset = dataset }

  /// Size, the rows of each class, and what was left out or is to be filled.
  public var text: String {
    let classes = dataset.classNames.indices.map { index in
      ["  \(dataset.classNames[index])", grouped(dataset.labels.count { $0 == index })]
    }
    let lines =
      [
        "\(grouped(dataset.rows)) rows, \(dataset.features.columns) features of "
          + "\(counted(dataset.columns.count, "column")), \(dataset.classNames.count) classes; "
          + TerminalText.line(dataset.provenance)
      ] + PreparationText(dataset.preparation).lines { "`\(TerminalText.line($0))`" }
    return lines.joined(separator: "\n") + "\n\n"
      + AlignedTable(header: ["class", "rows"], rows: classes).text
  }
}
