package import Tabular

/// What a loaded table is, in a few lines for a terminal.
package struct DatasetText: Sendable {
  private let dataset: Dataset

  /// A text on `dataset`.
  package init(_ dataset: Dataset) { self.dataset = dataset }

  /// Size, the rows of each class, and what was left out or is to be filled.
  package var document: Document {
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
      .paragraph(.lines([size] + structure + PreparationText(dataset.preparation).lines)),
      .table(table),
    ])
  }

  /// Which rows belong together, and which the source itself sets aside.
  private var structure: [InlineText] {
    var lines: [InlineText] = []
    if let groups = dataset.groups {
      lines.append("\(count: Set(groups).count) groups of rows that belong together")
    }
    if let isTest = dataset.isGivenTest {
      lines.append("\(count: isTest.count { $0 }) rows are the source's own test set")
    }
    return lines
  }

  /// The document for a terminal.
  package var text: String { TerminalWriter().write(document) }
}
