import Experiments
import Pruning

extension RecipeComparison {
  /// What went wrong: how often on each dataset and with each penalty, of the settings that validation chose
  /// too, and with which settings.
  var collapses: Section {
    var counts = Table(
      "collapsed",
      columns: [
        Table.Column("protocol", "run"), Table.Column("dataset", "dataset"),
        Table.Column("l2", "L2"),
        Table.Column("fits", "pruned fits"), Table.Column("failed", "failed"),
        Table.Column("collapsed", "collapsed"),
        Table.Column("deepest", "deepest below its median"),
        Table.Column("chosen", "fits of chosen settings"),
        Table.Column("chosen-gone", "failed or collapsed"),
      ])
    var places = Table(
      "collapsed-settings",
      columns: [
        Table.Column("protocol", "run"), Table.Column("dataset", "dataset"),
        Table.Column("setting", "setting"), Table.Column("level", "density"),
        Table.Column("failed", "failed"), Table.Column("collapsed", "collapsed"),
        Table.Column("fits", "fits"),
      ])
    for run in [recipe] + variants {
      for summary in run.summaries {
        for method in run.description.protocolFile.methods where method.isPruned {
          let names: [Cell] = [.text(run.title(of: method)), .name(summary.dataset.title)]
          let byPenalty = Dictionary(
            grouping: run.networks(of: method.name, on: summary.dataset), by: \.key.setting.l2)
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
    }
    let heading: InlineText = "Collapsed fits"
    guard !counts.rows.isEmpty else {
      let prunes = ([recipe] + variants).contains {
        $0.description.protocolFile.methods.contains(where: \.isPruned)
      }
      return Section(
        heading: heading,
        blocks: [
          .paragraph(prunes ? "No fit that prunes has finished yet." : CollapsedFits.noneToCount)
        ])
    }
    let definition: InlineText = """
      \(CollapsedFits.definition) The median is \(recipe.codeName)'s where it has such fits. Chosen: the fits of the \
      setting and the density that were chosen on their split, on the folds of the search and as refits. Only the \
      scores of these count.
      """
    return Section(
      heading: heading,
      blocks: [.paragraph(definition), .table(counts)]
        + (places.rows.isEmpty
          ? []
          : [.paragraph("The settings of the fits that failed or collapsed:"), .table(places)]))
  }

  /// A setting and a density, in the order of grids.
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
  /// The fits of a method on one dataset, each network once: levels that differ in the output layer's share alone are
  /// the same where that layer is too small for either, and every number of their fits, too.
  fileprivate func networks(of method: MethodName, on dataset: DatasetSummary) -> [FitRecord] {
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
      guard key.dataset == dataset.name, key.method == method else { return false }
      let network = Network(
        split: key.split, phase: key.phase, setting: key.setting,
        connections: targets(key.level, key.setting, on: dataset),
        number: [key.repeat, key.fold ?? 0])
      return seen.insert(network).inserted
    }
  }

  /// Whether a fit is of the setting and the connections that were chosen for its method on its split.
  fileprivate func chose(_ key: FitKey, on summary: Summary) -> Bool {
    guard
      let chosen = summary.entry(key.method)?.splits.first(where: { $0.split == key.split })?
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
