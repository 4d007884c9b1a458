import Experiments
import Inputs
import Statistics

/// What `search: halving` would have made of the runs that searched the whole grid.
extension SideBySide {
  /// The part of the report that compares the two searches; empty without such a run.
  var halvingMarkdown: String {
    var table = MarkdownTable(header: [
      "run", "set", "", "the grid picks", "folds", "halving picks", "points lost", "fits", "work",
    ])
    for run in runs {
      let validation = run.description.protocolFile.validation
      for summary in run.summaries {
        for repeats in Set([min(2, validation.repeats), validation.repeats]).sorted() {
          guard
            let replay = HalvingReplay(
              run.description, dataset: summary.dataset, split: 0, records: run.records,
              repeats: repeats)
          else { continue }
          for pick in replay.picks {
            table.rows.append([
              MarkdownText.plain(run.name), MarkdownText.plain(summary.dataset.title),
              pick.density.map(run.description.protocolFile.pruning.text) ?? Method.best.title,
              "\(pick.full.setting)",
              "\(repeats * validation.folds)",
              pick.halved.setting == pick.full.setting ? "the same" : "\(pick.halved.setting)",
              loss(pick, folds: validation.folds), percent(replay.shareOfFits),
              percent(replay.shareOfWork),
            ])
          }
        }
      }
    }
    guard !table.rows.isEmpty else { return "" }
    return """
      ## What halving would have found

      `search: halving` judges all settings by a few folds, or one, the best third by three times as \
      many, and so on; the last few by all that it has. These rows replay it from the fits of the whole \
      grid, on the first split, with the folds of so many repeats. Points lost: by how much its pick \
      scores lower over all folds of the grid, ± the standard error (corrected, since folds share \
      rows; doi:10.1023/A:1024068626366). The grid's own pick is the best by these very folds, so that \
      a loss is never below 0, and is somewhat overstated. Fits and work are shares of the grid's.


      """ + table.text
  }

  private func loss(_ pick: HalvingReplay.Pick, folds: Int) -> String {
    guard pick.halved.setting != pick.full.setting,
      let mean = ResampledMean(pick.differences, testShare: 1 / Double(folds))
    else { return "0" }
    return "\(fixed(-100 * mean.mean, 2)) ± \(fixed(100 * mean.standardError, 2))"
  }

  private func percent(_ share: Double) -> String { "\(fixed(100 * share, 0)) %" }
}
