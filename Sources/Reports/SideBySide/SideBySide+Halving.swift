import Protocols

/// What `search: halving` would have made of the runs that searched the whole grid.
extension SideBySide {
  /// The part of the report that compares the two searches; empty without such a run.
  var halvingMarkdown: String {
    var table = MarkdownTable(header: [
      "run", "set", "", "the grid picks", "halving picks", "points of validation accuracy lost",
      "fits", "work",
    ])
    for run in runs {
      for summary in run.summaries {
        // On the first split: of several the others are like it.
        guard
          let replay = HalvingReplay(
            run.description, dataset: summary.dataset, split: 0, records: run.records)
        else { continue }
        for pick in replay.picks {
          table.rows.append([
            run.name, summary.dataset.title, level(pick.density), "\(pick.full.setting)",
            pick.halved.setting == pick.full.setting ? "the same" : "\(pick.halved.setting)",
            loss(pick), percent(replay.shareOfFits), percent(replay.shareOfWork),
          ])
        }
      }
    }
    guard !table.rows.isEmpty else { return "" }
    return """
      ## What halving would have found

      `search: halving` judges all settings by a few folds and the best third by three times as many, \
      until the last few are judged by all. These rows replay it from the fits of the whole grid: \
      what it loses is how much lower its pick scores over all folds, ± the standard error of that \
      difference; fits and work are shares of the grid's.


      """ + table.text
  }

  private func level(_ density: [Double]?) -> String {
    guard let density else { return Method.best.title }
    return density.map { "\(fixed(100 * $0, 1)) %" }.joined(separator: "+")
  }

  private func loss(_ pick: HalvingReplay.Pick) -> String {
    guard pick.halved.setting != pick.full.setting, let mean = MeanAndDeviation(pick.differences)
    else { return "0" }
    let error = mean.squaredError.squareRoot()
    return "\(fixed(-100 * mean.mean, 2)) ± \(fixed(100 * error, 2))"
  }

  private func percent(_ share: Double) -> String { "\(fixed(100 * share, 0)) %" }
}
