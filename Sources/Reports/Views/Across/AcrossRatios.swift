import Experiments
import Pruning
import Statistics

/// What each method loses at each ratio against the control, over the datasets of a run that refitted every level.
struct AcrossRatios {
  /// On fewer datasets Wilcoxon's test rejects nothing.
  private static let fewest = 6

  /// A share of connections that pruned networks keep.
  struct Ratio {
    let level: Level
    let share: Double

    /// `10×`
    var text: String {
      let ratio = 1 / share
      return "\(Formatting.fixed(ratio, ratio.rounded() == ratio ? 0 : 1))×"
    }
  }

  /// A method with its differences to the control, one comparison for each ratio.
  struct Row {
    let method: ComparedMethod
    let contrasts: [Contrast]
  }

  let control: ComparedMethod
  /// The smallest ratio first.
  let ratios: [Ratio]
  let rows: [Row]
  /// The datasets on which all methods have a score at each ratio, as the ranks of the methods and the control there; nil
  /// where there are too few.
  let ranks: [FriedmanTest?]

  /// Nil where levels were not all refitted, or there is one, or where there are too few datasets.
  init?(_ summaries: [Summary], under protocolFile: ProtocolFile) {
    let levels = protocolFile.pruning.levels.filter { $0.shares.count == 1 }
    let methods = protocolFile.methods.filter { method in
      method.isPruned && summaries.contains { $0.entry(method.name) != nil }
    }
    guard protocolFile.refitsEveryLevel, levels.count > 1, summaries.count >= Self.fewest,
      !methods.isEmpty, let control = protocolFile.methods.control, !control.isPruned
    else { return nil }
    self.control = control
    let ratios = levels.map { Ratio(level: $0, share: $0.shares[0]) }.sorted {
      $0.share > $1.share
    }
    self.ratios = ratios
    rows = methods.map { method in
      Row(
        method: method,
        contrasts: ratios.map { ratio in
          Contrast(
            MethodAtLevel(method, ratio.level), minus: MethodAtLevel(control, ratio.level),
            on: summaries, under: protocolFile)
        })
    }
    ranks = ratios.map { ratio in
      let entrants = ([control] + methods).map { MethodAtLevel($0, ratio.level) }
      return FriedmanTest(
        summaries.compactMap { summary in
          let scores = entrants.compactMap { entrant in
            entrant.accuracy(on: summary).map { PairOverDatasets.rounded($0.mean) }
          }
          return scores.count == entrants.count ? scores : nil
        })
    }
  }

  /// On how many datasets a method loses less than what matters.
  static func kept(_ contrast: Contrast) -> Int {
    contrast.differences.count { $0 > -Difference.rope }
  }
}

extension Report {
  /// Nil where the run cannot say.
  var acrossRatios: AcrossRatios? {
    missingFits == 0 && comparison.dependence == nil
      ? AcrossRatios(summaries, under: description.protocolFile) : nil
  }
}
