import Experiments
import Pruning

extension RecipeComparison {
  /// What went wrong: how often on each set and with each penalty, of the settings that validation chose
  /// too, and with which settings.
  var collapses: Section {
    var counts = Table(
      "collapsed",
      columns: [
        Table.Column("protocol", "run"), Table.Column("dataset", "set"), Table.Column("l2", "L2"),
        Table.Column("fits", "fits of NN+CPNA"), Table.Column("failed", "failed"),
        Table.Column("collapsed", "collapsed"),
        Table.Column("deepest", "deepest below its median"),
        Table.Column("chosen", "fits of chosen settings"),
        Table.Column("chosen-gone", "failed or collapsed"),
      ])
    var places = Table(
      "collapsed-settings",
      columns: [
        Table.Column("protocol", "run"), Table.Column("dataset", "set"),
        Table.Column("setting", "setting"), Table.Column("level", "sparsity level"),
        Table.Column("failed", "failed"), Table.Column("collapsed", "collapsed"),
        Table.Column("fits", "fits of them"),
      ])
    for run in [recipe] + variants {
      for summary in run.summaries {
        let names: [Cell] = [.text(run.codeName), .name(summary.dataset.title)]
        let byPenalty = Dictionary(
          grouping: run.prunedNetworks(on: summary.dataset), by: \.key.setting.l2)
        for (l2, records) in byPenalty.sorted(by: { $0.key < $1.key }) {
          let pruned = CollapsedFits(records, besides: recipe.records)
          let gone = pruned.failed + pruned.collapsed
          counts.append(
            names + [
              .words("\(l2)"), .grouped(pruned.fits), .grouped(pruned.failed.count),
              .grouped(pruned.collapsed.count),
              .quantity(.number(pruned.deepest, NumberStyle(decimals: 2, unit: .points))),
              .grouped(records.count { run.chose($0.key, on: summary) }),
              .grouped(gone.count { run.chose($0, on: summary) }),
            ])
          for kind in Set(gone.map(Kind.init)).sorted() {
            places.append(
              names + [
                .words("\(kind.setting)"),
                .words(kind.level?.text ?? ""),
                .grouped(pruned.failed.count { Kind($0) == kind }),
                .grouped(pruned.collapsed.count { Kind($0) == kind }),
                .grouped(records.count { Kind($0.key) == kind }),
              ])
          }
        }
      }
    }
    let definition: InlineText = """
      \(CollapsedFits.definition) The median is \(recipe.codeName)'s, where it has such fits. Chosen: the setting \
      and the sparsity level of NN+CPNA on the split of the fit, of which the scores are; on the folds of the \
      search and on the whole training part.
      """
    return Section(
      heading: "Collapsed fits",
      blocks: [.paragraph(definition), .table(counts)]
        + (places.rows.isEmpty
          ? [] : [.paragraph("Those that failed or collapsed were of:"), .table(places)]))
  }

  /// A setting and a sparsity level, in the order of grids.
  private struct Kind: Hashable, Comparable {
    let setting: Setting
    let level: Level?

    init(_ key: FitKey) {
      setting = key.setting
      level = key.level
    }

    static func < (a: Kind, b: Kind) -> Bool {
      a.setting != b.setting
        ? a.setting < b.setting
        : (a.level?.shares ?? []).lexicographicallyPrecedes(b.level?.shares ?? [])
    }
  }
}

extension Report {
  /// The fits of NN+CPNA on one set, each network once: levels that differ in the output layer's share alone are
  /// the same where that layer is too small for either, and every number of their fits, too.
  fileprivate func prunedNetworks(on dataset: DatasetSummary) -> [FitRecord] {
    struct Network: Hashable {
      let split: Int
      let phase: FitKey.Phase
      let setting: Setting
      let connections: [Int]
      let number: [Int]
    }
    var seen: Set<Network> = []
    return records.filter { record in
      let key = record.key
      guard key.dataset == dataset.name, key.method == .cpna else { return false }
      let network = Network(
        split: key.split, phase: key.phase, setting: key.setting,
        connections: targets(key.level, key.setting, on: dataset),
        number: [key.repeat, key.fold ?? 0])
      return seen.insert(network).inserted
    }
  }

  /// Whether a fit is of the setting and the connections that were chosen for NN+CPNA on its split.
  fileprivate func chose(_ key: FitKey, on summary: Summary) -> Bool {
    guard
      let chosen = summary.entry(.cpna)?.splits.first(where: { $0.split == key.split })?
        .candidate,
      chosen.setting == key.setting
    else { return false }
    return targets(chosen.level, chosen.setting, on: summary.dataset)
      == targets(key.level, key.setting, on: summary.dataset)
  }

  private func targets(
    _ level: Level?, _ setting: Setting, on dataset: DatasetSummary
  ) -> [Int] {
    description.protocolFile.targets(
      level, for: dataset.architecture(hidden: setting.hidden))
  }
}
