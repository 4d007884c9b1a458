import Inputs
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
      \(count: dataset.rows, "row"), \(words: counted(dataset.features.columns, "feature")) of \
      \(words: Formatting.counted(dataset.columns.count, "column")), \
      \(words: counted(dataset.classNames.count, "class")); \
      \(name: dataset.provenance)
      """
    return Document(blocks: [
      .paragraph(
        .lines([size] + commonest + structure + PreparationText(dataset.preparation).lines)),
      .table(table),
    ])
  }

  /// What a network has to be better than.
  private var commonest: [InlineText] {
    let counts = dataset.classNames.indices.map { index in dataset.labels.count { $0 == index } }
    guard let most = counts.max(), let index = counts.firstIndex(of: most) else { return [] }
    return [
      """
      the commonest class, \(name: dataset.classNames[index]), has \
      \(percent: Double(most) / Double(dataset.rows), decimals: 2) % of the rows
      """
    ]
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
