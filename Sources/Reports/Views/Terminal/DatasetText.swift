public import Tabular

/// What a loaded table is, in a few lines for a terminal.
public struct DatasetText: Sendable {
  private let dataset: Dataset

  /// A text on `dataset`.
  public init(_ dataset: Dataset) { self.dataset = dataset }

  /// Size, the rows of each class, and what was left out or is to be filled.
  public var document: Document {
    let table = Table(
      "classes",
      columns: [
        Table.Column("class", "class"), Table.Column("rows", "rows", alignment: .trailing),
      ],
      rows: dataset.classNames.indices.map { index in
        [
          "  \(name: dataset.classNames[index])",
          .grouped(dataset.labels.count { $0 == index }),
        ]
      })
    let size: InlineText = """
      \(count: dataset.rows) rows, \(dataset.features.columns) features of \
      \(words: Formatting.counted(dataset.columns.count, "column")), \(dataset.classNames.count) classes; \
      \(name: dataset.provenance)
      """
    return Document(blocks: [
      .paragraph(.lines([size] + PreparationText(dataset.preparation).lines)), .table(table),
    ])
  }

  /// The document for a terminal.
  public var text: String { TerminalWriter().write(document) }
}
