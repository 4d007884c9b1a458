import Experiments
import Inputs
import Statistics

extension RecipeComparison {
  /// The content of `README.md`.
  var markdown: String { MarkdownWriter().write(document) }

  /// What the recipe is worth: its differences from the others, the scores, and where its fits collapse.
  package var document: Document {
    let runs = ([recipe] + others).map { run -> InlineText in
      "\(link: run.rowTitle, to: "\(folderNames[run.name])/report.md"): \(run.overview)"
    }
    var blocks: [Block] = [
      .paragraph(
        """
        \(recipe.description.datasets.count) sets, \(recipe.description.protocolFile.splits.count) splits of \
        each\(recipe.ownSplits). Written by \
        \(code: "prunebench report RUN ... --recipe DIR") from the runs' journals.
        """),
      .list(runs),
    ]
    let differences = self.differences
    if !differences.rows.isEmpty {
      blocks.append(
        .section(
          Section(
            heading: "Differences", blocks: [.table(differences), .paragraph(differencesText)])))
    }
    return Document(
      title: "Pruned by \(recipe.codeName)",
      blocks: blocks + [.section(scores), .section(collapses)])
  }

  private var differencesText: InlineText {
    """
    \(recipe.codeName)'s NN+CPNA minus the other, in points of test accuracy, split by split. The interval \
    of 95 % for other splits is corrected for the rows that splits share \
    (doi:10.1023/A:1024068626366); the uncorrected one, of the usual paired t statistic, takes \
    the splits for independent, and is too short. No correction is made for there being \
    many. Failed retrainings are left out of the means. Connections: the first's as a share of the \
    other's, the mean over the splits.
    """
  }

  /// The recipe against every other column, on every set.
  private var differences: Table {
    let testShare = recipe.description.protocolFile.splits.testShare
    let style = NumberStyle.percent(isSigned: true)
    var table = Table(
      "differences",
      columns: [
        Table.Column("dataset", "set"), Table.Column("minus", "minus"),
        Table.Column("points", "points"), Table.Column("interval", "95 %, other splits"),
        Table.Column("uncorrected", "95 %, uncorrected"), Table.Column("p", "p, corrected"),
        Table.Column("splits", "splits"), Table.Column("connections", "connections"),
      ])
    for dataset in recipe.description.datasets {
      let columns = columns(of: dataset)
      guard let own = own(columns) else { continue }
      for other in columns where other.id != own.id {
        guard
          let difference = Difference(
            of: own.entry.accuracy, minus: other.entry.accuracy, testShare: testShare),
          let resampled = difference.resampled, let uncorrected = difference.uncorrected
        else { continue }
        table.append([
          .name(dataset.title), .text(other.title),
          .quantity(.number(difference.mean, style)),
          .quantity(.interval(difference.interval, style)),
          .quantity(.interval(uncorrected.interval(), style)),
          .quantity(.pValue(resampled.pValue)), .count(resampled.count),
          share(of: own.entry, in: other.entry, on: dataset),
        ])
      }
    }
    return table
  }

  /// How many connections one method has for each of another's: `9.4 %`.
  private func share(
    of own: Summary.Entry, in other: Summary.Entry, on dataset: DatasetSummary
  ) -> Cell {
    let counts = Dictionary(
      uniqueKeysWithValues: other.connections(on: dataset).map { ($0.split, $0.count.nominal) })
    let shares = own.connections(on: dataset).compactMap { split, count in
      counts[split].map { Double(count.nominal) / Double($0) }
    }
    let mean = MeanAndDeviation(shares).map {
      Quantity.number($0.mean, .percentWithSign(decimals: 1))
    }
    return .optional(mean, otherwise: "")
  }

  private var scores: Section {
    var blocks: [Block] = []
    if !others.isEmpty {
      blocks.append(
        .paragraph(
          """
          Of each run's own splits; where a run has fewer, they are the first of \(recipe.codeName)'s. The \
          differences are of those that both have.
          """))
    }
    blocks += recipe.description.datasets.map { dataset in
      let figures = recipe.summaries.filter { $0.dataset.name == dataset.name }
        .flatMap { recipe.figures($0).prefix(1) }
      let folder = "\(folderNames[recipe.name])/figures"
      return .section(
        Section(
          heading: "\(name: dataset.title)",
          blocks: [.table(scores(of: dataset))] + figures.map { .figure($0.reference(in: folder)) })
      )
    }
    return Section(heading: "Scores", blocks: blocks)
  }

  private func scores(of dataset: DatasetSummary) -> Table {
    let columns = columns(of: dataset)
    var table = Table(
      "scores",
      columns: [Table.Column("measure", "")] + columns.map { Table.Column($0.id, $0.title) })
    func row(_ title: Cell, _ cell: (Summary.Entry) -> Quantity?) {
      table.append([title] + columns.map { .optional(cell($0.entry)) })
    }
    let style = NumberStyle(decimals: 2)
    row("Splits") { .count($0.accuracy?.bySplit.compactMap { $0 }.count ?? 0) }
    row("Connections") { $0.nominal(on: dataset) }
    row("Connections, effective") { $0.effective(on: dataset) }
    row("Test accuracy %") { $0.accuracy?.percent }
    row("Balanced accuracy %") { $0.balancedAccuracy?.percent }
    row("Log loss") { $0.logLoss?.number }
    row("Failed retrainings") { .count($0.failures) }
    row("Seconds to train and test, one core") {
      $0.trainingSeconds.map { .number($0.mean, style) }
    }
    row("Microseconds to predict a row") {
      $0.predictionSeconds.map { .number(1e6 * $0.mean, style) }
    }
    return table
  }
}
