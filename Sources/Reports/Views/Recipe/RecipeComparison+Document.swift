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
    let blocks: [Block] = [
      .paragraph(
        """
        \(words: Formatting.counted(recipe.description.datasets.count, "dataset")), \
        \(words: Formatting.counted(recipe.description.protocolFile.splits.count, "split")) of \
        each\(recipe.ownSplits). Written by \
        \(code: "prunebench report RUN ... --recipe DIR") from the runs' journals.
        """),
      .list(runs),
    ]
    let differences = self.differences
    let found: [Block] =
      differences.rows.isEmpty
      ? [.paragraph(noDifferences)] : [.table(differences), .paragraph(differencesText)]
    return Document(
      title: "Pruned by \(recipe.codeName)",
      blocks: blocks + [
        .section(Section(heading: "Differences", blocks: found)), .section(scores),
        .section(collapses),
      ])
  }

  /// Why there is no table of differences.
  private var noDifferences: InlineText {
    guard let method else {
      return
        "\(recipe.codeName) has no method that prunes, so that there is nothing to compare with the others."
    }
    let columns = recipe.description.datasets.map(columns)
    if columns.allSatisfy({ own($0) == nil }) {
      return
        "\(recipe.codeName) has no refit of \(name: method.title) yet, so that there is nothing to compare."
    }
    if columns.allSatisfy({ $0.count < 2 }) {
      return """
        There is no other method to compare \(name: method.title) with. Dense networks of a grid of one width and one \
        penalty are not compared, since they are not the best ones.
        """
    }
    return
      "No two methods have refits on two splits or more of the same dataset, which a difference takes."
  }

  private var differencesText: InlineText {
    """
    \(recipe.codeName)'s \(name: method?.title ?? "") minus the other, in points of test accuracy, split by split. \
    The first 95 % interval, for other splits, is corrected for the rows that splits share \
    (doi:10.1023/A:1024068626366); the uncorrected one, of the usual paired t statistic, takes \
    the splits as independent and is too short. Of fewer than \(Difference.fewestSplits) splits, or of differences that \
    are all equal, both say nothing and are left out. Neither is corrected for multiple comparisons. Failed refits are left \
    out of the means. Connections: those of the first as a share of the other's, the mean over the splits.
    """
  }

  /// The recipe against every other column, on every dataset.
  private var differences: Table {
    let splits = recipe.description.protocolFile.splits
    let style = NumberStyle.percent(isSigned: true)
    var table = Table(
      "differences",
      columns: [
        Table.Column("dataset", "dataset"), Table.Column("minus", "minus"),
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
            of: own.entry.accuracy, minus: other.entry.accuracy,
            testShare: splits.testShare(of: dataset.name)),
          let resampled = difference.resampled
        else { continue }
        let known = difference.hasStatistics
        table.append([
          .name(dataset.title), .text(other.title),
          .quantity(.number(difference.mean, style)),
          .optional(known ? .interval(difference.interval, style) : nil),
          .optional(
            known ? difference.uncorrected.map { .interval($0.interval(), style) } : nil),
          .optional(known ? .pValue(resampled.pValue) : nil), .count(resampled.count),
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
          The scores are over each run's own splits; where a run has fewer, they are the first of \
          \(recipe.codeName)'s. The differences above are over the splits that both have.
          """))
    }
    blocks += recipe.description.datasets.map { dataset in
      let figures = recipe.summaries.filter { $0.dataset.name == dataset.name }
        .flatMap { recipe.figures($0).prefix(1) }
      let folder = "\(folderNames[recipe.name])/figures"
      return .section(
        Section(
          heading: "\(name: dataset.title)",
          blocks: [scores(of: dataset)] + figures.map { .figure($0.reference(in: folder)) })
      )
    }
    return Section(heading: "Scores", blocks: blocks)
  }

  private func scores(of dataset: DatasetSummary) -> Block {
    let columns = columns(of: dataset)
    guard !columns.isEmpty else { return .paragraph(Summary.noRefits) }
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
    row("Failed refits") { .count($0.failures) }
    row("Seconds to train and test, one core") {
      $0.trainingSeconds.map { .number($0.mean, style) }
    }
    row("Microseconds to predict a row") {
      $0.predictionSeconds.map { .number(1e6 * $0.mean, style) }
    }
    return .table(table)
  }
}
