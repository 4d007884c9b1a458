import Experiments
import Statistics

/// What `search: halving` would have found in the runs that searched the whole grid.
extension SideBySide {
  /// The part of the report that compares the two searches; nil without such a run.
  var halving: Section? {
    var table = Table(
      "halving",
      columns: [
        Table.Column("protocol", "run"), Table.Column("dataset", "dataset"),
        Table.Column("level", ""),
        Table.Column("grid", "the grid picks"), Table.Column("folds", "folds"),
        Table.Column("halving", "halving picks"), Table.Column("loss", "points lost"),
        Table.Column("fits", "fits"), Table.Column("work", "work"),
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
            table.append(
              [.name(run.name), .name(summary.dataset.title)]
                + row(pick, of: replay, folds: validation.folds, repeats: repeats, run))
          }
        }
      }
    }
    guard !table.rows.isEmpty else { return nil }
    return Section(
      heading: "What halving would have found",
      blocks: [.paragraph(Self.halvingText), .table(table)])
  }

  private static let halvingText: InlineText = """
    \(code: "search: halving") scores all settings on few folds, keeps the best third and scores them on three times \
    as many folds, and so on until all folds are used. This table replays such a search from the fits of the whole \
    grid, on the first split; "folds" says how many folds it has in all. Points lost: how much lower the accuracy of halving's pick is than \
    that of the grid's over all folds of the grid, ± the standard error (corrected, since folds share rows; \
    doi:10.1023/A:1024068626366). The grid's pick is the best on these very folds, so that a loss is never below 0 \
    and somewhat too high. Fits and work are shares of the grid's.
    """

  /// The cells after the names of the run and of the dataset.
  private func row(
    _ pick: HalvingReplay.Pick, of replay: HalvingReplay, folds: Int, repeats: Int, _ run: Report
  ) -> [Cell] {
    let isSame = pick.halved.setting == pick.full.setting
    return [
      pick.level.map { .words($0.text) }
        ?? .name(pick.method.title),
      .words("\(pick.full.setting)"), .count(repeats * folds),
      isSame ? "the same" : .words("\(pick.halved.setting)"),
      isSame ? .count(0) : loss(pick, folds: folds),
      .quantity(.number(replay.shareOfFits, .percentWithSign(decimals: 0))),
      .quantity(.number(replay.shareOfWork, .percentWithSign(decimals: 0))),
    ]
  }

  private func loss(_ pick: HalvingReplay.Pick, folds: Int) -> Cell {
    guard let mean = ResampledMean(pick.differences, testShare: 1 / Double(folds))
    else { return .count(0) }
    return .quantity(.spread(-mean.mean, plusMinus: mean.standardError, .percent()))
  }
}
