import Inputs
import Experiments

extension RecipeComparison {
  /// What went wrong: how often on each set and with each penalty, of the settings that validation chose
  /// too, and with which settings.
  var collapsesMarkdown: String {
    var counts = MarkdownTable(header: [
      "run", "set", "L2", "fits of NN+CPNA", "failed", "collapsed", "deepest below its median",
      "fits of chosen settings", "failed or collapsed",
    ])
    var places = MarkdownTable(header: [
      "run", "set", "setting", "sparsity level", "failed", "collapsed", "fits of them",
    ])
    for run in [recipe] + variants {
      for summary in run.summaries {
        let byPenalty = Dictionary(
          grouping: run.prunedNetworks(on: summary.dataset), by: \.key.setting.l2)
        for (l2, records) in byPenalty.sorted(by: { $0.key < $1.key }) {
          let pruned = CollapsedFits(records, besides: recipe.records)
          let gone = pruned.failed + pruned.collapsed
          counts.rows.append([
            run.codeName, MarkdownText.plain(summary.dataset.title), "\(l2)", grouped(pruned.fits),
            grouped(pruned.failed.count), grouped(pruned.collapsed.count),
            "\(fixed(100 * pruned.deepest, 2)) points",
            grouped(records.count { run.chose($0.key, on: summary) }),
            grouped(gone.count { run.chose($0, on: summary) }),
          ])
          for kind in Set(gone.map(Kind.init)).sorted() {
            places.rows.append([
              run.codeName, MarkdownText.plain(summary.dataset.title), "\(kind.setting)",
              run.description.protocolFile.pruning.text(of: kind.density),
              grouped(pruned.failed.count { Kind($0) == kind }),
              grouped(pruned.collapsed.count { Kind($0) == kind }),
              grouped(records.count { Kind($0.key) == kind }),
            ])
          }
        }
      }
    }
    return """
      ## Collapsed fits

      \(CollapsedFits.definition) The median is \(recipe.codeName)'s, where it has such fits. Chosen: the setting \
      and the sparsity level of NN+CPNA on the split of the fit, of which the scores are; on the folds of the \
      search and on the whole training part.


      """ + counts.text
        + (places.rows.isEmpty ? "" : "\nThose that failed or collapsed were of:\n\n" + places.text)
  }

  /// A setting and a sparsity level, in the order of grids.
  private struct Kind: Hashable, Comparable {
    let setting: Setting
    let density: [Double]

    init(_ key: FitKey) {
      setting = key.setting
      density = key.density ?? []
    }

    static func < (a: Kind, b: Kind) -> Bool {
      a.setting != b.setting
        ? a.setting < b.setting : a.density.lexicographicallyPrecedes(b.density)
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
      guard key.dataset == dataset.name, key.method == .pruned else { return false }
      let network = Network(
        split: key.split, phase: key.phase, setting: key.setting,
        connections: targets(key.density, key.setting, on: dataset),
        number: [key.repeat, key.fold ?? 0])
      return seen.insert(network).inserted
    }
  }

  /// Whether a fit is of the setting and the connections that were chosen for NN+CPNA on its split.
  fileprivate func chose(_ key: FitKey, on summary: Summary) -> Bool {
    guard
      let chosen = summary.entry(.pruned)?.splits.first(where: { $0.split == key.split })?
        .candidate,
      chosen.setting == key.setting
    else { return false }
    return targets(chosen.density, chosen.setting, on: summary.dataset)
      == targets(key.density, key.setting, on: summary.dataset)
  }

  private func targets(
    _ density: [Double]?, _ setting: Setting, on dataset: DatasetSummary
  ) -> [Int] {
    description.protocolFile.targets(
      density, for: dataset.architecture(hidden: setting.hidden))
  }
}
