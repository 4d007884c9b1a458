import Protocols

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
        let records = run.records.filter {
          $0.key.dataset == summary.dataset.name && $0.key.method == .pruned
        }
        let pruned = CollapsedFits(records, besides: recipe.records)
        let gone = pruned.failed + pruned.collapsed
        let byPenalty = Dictionary(grouping: records, by: \.key.setting.l2)
        for (l2, records) in byPenalty.sorted(by: { $0.key < $1.key }) {
          let ofPenalty = CollapsedFits(records, besides: recipe.records)
          counts.rows.append([
            "`\(run.name)`", summary.dataset.title, "\(l2)", grouped(ofPenalty.fits),
            grouped(ofPenalty.failed.count), grouped(ofPenalty.collapsed.count),
            "\(fixed(100 * ofPenalty.deepest, 2)) points",
            grouped(records.count { summary.prunes($0.key) }),
            grouped(gone.count { summary.prunes($0) && $0.setting.l2 == l2 }),
          ])
        }
        for kind in Set(gone.map(Kind.init)).sorted() {
          places.rows.append([
            "`\(run.name)`", summary.dataset.title, "\(kind.setting)",
            run.description.protocolFile.pruning.text(of: kind.density),
            grouped(pruned.failed.count { Kind($0) == kind }),
            grouped(pruned.collapsed.count { Kind($0) == kind }),
            grouped(records.count { Kind($0.key) == kind }),
          ])
        }
      }
    }
    return """
      ## Collapsed fits

      \(CollapsedFits.definition) The median is `\(recipe.name)`'s, where it has such fits. Chosen: the setting \
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

extension Summary {
  /// Whether a fit is of the setting and the sparsity level that were chosen for NN+CPNA on its split.
  fileprivate func prunes(_ key: FitKey) -> Bool {
    entry(.pruned)?.splits.contains {
      $0.split == key.split && $0.candidate.setting == key.setting
        && $0.candidate.density == key.density
    } ?? false
  }
}
