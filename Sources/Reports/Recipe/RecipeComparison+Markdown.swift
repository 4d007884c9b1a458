import Experiments
import Inputs
import Statistics

extension RecipeComparison {
  /// The content of `README.md`.
  var markdown: String {
    let protocolFile = recipe.description.protocolFile
    var text = """
      # Pruned by \(recipe.codeName)

      \(recipe.description.datasets.count) sets, \(protocolFile.splits.count) splits of each\(recipe.ownSplits). Written by \
      `prunebench report RUN ... --recipe DIR` from the runs' journals.

      - [\(recipe.rowTitle)](\(folderNames[recipe.name])/report.md): \(recipe.overview)

      """
    for run in others {
      text +=
        "- [\(run.rowTitle)](\(folderNames[run.name])/report.md): \(run.overview)\n"
    }
    if !differences.rows.isEmpty { text += "\n" + differencesMarkdown }
    text += "\n## Scores\n"
    if !others.isEmpty {
      text += """

        Of each run's own splits; where a run has fewer, they are the first of \(recipe.codeName)'s. The \
        differences are of those that both have.

        """
    }
    for dataset in recipe.description.datasets {
      text += "\n### \(MarkdownText.plain(dataset.title))\n\n" + scores(of: dataset).text
      for summary in recipe.summaries where summary.dataset.name == dataset.name {
        for (title, figure) in recipe.figures(summary).prefix(1) {
          let file = "\(folderNames[recipe.name])/figures/\(figure.name).svg"
          text += "\n\(MarkdownText.image(title, at: file))\n"
        }
      }
    }
    return text + "\n" + collapsesMarkdown
  }

  private var differencesMarkdown: String {
    """
    ## Differences


    """ + differences.text + """

      \(recipe.codeName)'s NN+CPNA minus the other, in points of test accuracy, split by split. The interval \
      of 95 % for other splits is corrected for the rows that splits share \
      (doi:10.1023/A:1024068626366); the uncorrected one, of the usual paired t statistic, takes \
      the splits for independent, and is too short. No correction is made for there being \
      many. Failed retrainings are left out of the means. Connections: the first's as a share of the \
      other's, the mean over the splits.

      """
  }

  /// The recipe against every other column, on every set.
  private var differences: MarkdownTable {
    let testShare = recipe.description.protocolFile.splits.testShare
    var table = MarkdownTable(header: [
      "set", "minus", "points", "95 %, other splits", "95 %, uncorrected", "p, corrected",
      "splits", "connections",
    ])
    for dataset in recipe.description.datasets {
      let columns = columns(of: dataset)
      guard let own = columns.first(where: { $0.title == recipe.codeName }) else { continue }
      for other in columns where other.title != own.title {
        guard
          let difference = RecipeDifference(
            of: own.entry, minus: other.entry, testShare: testShare)
        else { continue }
        table.rows.append([
          MarkdownText.plain(dataset.title), other.title, difference.mean,
          RecipeDifference.text(difference.resampled.interval()),
          RecipeDifference.text(difference.uncorrected.interval()),
          pValueText(difference.resampled.pValue), "\(difference.resampled.count)",
          share(of: own.entry, in: other.entry, on: dataset),
        ])
      }
    }
    return table
  }

  /// How many connections one method has for each of another's: `9.4 %`.
  private func share(
    of own: Summary.Entry, in other: Summary.Entry, on dataset: DatasetSummary
  ) -> String {
    let counts = Dictionary(
      uniqueKeysWithValues: other.connections(on: dataset).map { ($0.split, $0.count.nominal) })
    let shares = own.connections(on: dataset).compactMap { split, count in
      counts[split].map { Double(count.nominal) / Double($0) }
    }
    return MeanAndDeviation(shares).map { "\(fixed(100 * $0.mean, 1)) %" } ?? ""
  }

  private func scores(of dataset: DatasetSummary) -> MarkdownTable {
    let columns = columns(of: dataset)
    var table = MarkdownTable(header: [""] + columns.map(\.title))
    func row(_ title: String, _ cell: (Summary.Entry) -> String?) {
      table.rows.append([title] + columns.map { cell($0.entry) ?? "none" })
    }
    row("Splits") { "\($0.accuracy?.bySplit.compactMap { $0 }.count ?? 0)" }
    row("Connections") { $0.nominal(on: dataset) }
    row("Connections, effective") { $0.effective(on: dataset) }
    row("Test accuracy %") { $0.accuracy?.percent }
    row("Balanced accuracy %") { $0.balancedAccuracy?.percent }
    row("Log loss") { $0.logLoss?.text }
    row("Failed retrainings") { "\($0.failures)" }
    row("Seconds to train and test, one core") { $0.trainingSeconds.map { fixed($0.mean, 2) } }
    row("Microseconds to predict a row") { $0.predictionSeconds.map { fixed(1e6 * $0.mean, 2) } }
    return table
  }
}
