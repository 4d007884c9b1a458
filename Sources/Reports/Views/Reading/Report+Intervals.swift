import Experiments
import Inputs

// What ± and intervals mean: on one split, on too few for an interval, and on more.
extension Report {
  /// A line for each kind of datasets that the run has, by the number of their splits.
  var intervals: [InlineText] {
    guard hasScores else { return [] }
    let kinds = Dictionary(grouping: description.datasets.map(\.name)) { name in
      let count = protocolFile.splits.count(of: name)
      return count == 1 ? 0 : count < Difference.fewestSplits ? 1 : 2
    }
    return kinds.sorted { $0.key < $1.key }.flatMap { kind, names -> [InlineText] in
      let named: InlineText =
        kinds.count == 1
        ? ""
        : kind == kinds.keys.max()
          ? "For the others: " : "For \(names.map { "\(name: $0)" }.joined(separator: ", ")): "
      let lines = [oneSplit, fewSplits, severalSplits][kind]
      return lines.map { "\(named)\($0)" }
    }
  }

  private var hasDifferences: Bool { summaries.contains { $0.entries.count > 1 } }

  private var oneSplit: [InlineText] {
    let interval: InlineText =
      protocolFile.retrains < Difference.fewestSplits
      ? ""
      : """
      , and the interval is the 95 % interval of their mean. Both show the noise of initial weights only
      """
    return ["± is the standard deviation over the refits on the one split\(interval)."]
      + (hasDifferences
        ? [
          """
          The interval of a difference is that of a paired bootstrap over the rows of the test set and the refits.
          """
        ] : [])
  }

  private var fewSplits: [InlineText] {
    [
      """
      ± is the standard deviation over all refits on all splits. There are no intervals and no tests: fewer than \
      \(Difference.fewestSplits) splits are too few for any.
      """
    ]
  }

  private var severalSplits: [InlineText] {
    let test: InlineText =
      "the corrected resampled t-test (doi:10.1023/A:1024068626366), since splits share rows"
    let statistics: InlineText =
      hasMeasures
      ? """
      Interval and p are those of \(test); the probabilities are those of the correlated Bayesian t-test \
      (doi:10.1007/s10994-015-5486-z).
      """ : "Their interval is that of \(test)."
    return [
      """
      ± is the standard deviation over all refits on all splits, and the interval is the 95 % interval of the mean on \
      other splits (corrected resampled t).
      """
    ]
      + (hasDifferences
        ? [
          "Differences are taken split by split, between the means of a split's refits. \(statistics)"
        ] : [])
  }
}

extension Summary {
  /// Whether a method chose other settings or densities on some splits than on others.
  var hasOwnChoices: Bool {
    entries.contains { entry in
      Set(entry.splits.map(\.candidate.setting)).count > 1
        || Set(entry.splits.map(\.candidate.level)).count > 1
    }
  }
}
