import Experiments
import Inputs
import Pruning
import Runs
import Training

// How to read a report: what was chosen by what, and what the numbers mean.
extension Report {
  /// What all methods have alike, a sentence.
  private var fairness: InlineText {
    description.protocolFile.methods == ComparedMethod.standard
      ? """
      Every network trained for \(epochs) epochs, dense or pruned, and the dense one was searched over the same grid.
      """
      : """
      Every network that counts trained for \(epochs) epochs, and all methods were searched over the same grid; a \
      control trains after its sub-network was found.
      """
  }

  /// How to read the numbers: what was chosen by what, and what ± means.
  var reading: [InlineText] {
    let protocolFile = description.protocolFile
    let validation = protocolFile.validation
    var lines: [InlineText] = [
      """
      \(words: Formatting.counted(protocolFile.splits.count, "split"))\(ownSplits), each with \
      \(percent: protocolFile.splits.testShare, decimals: 0) % of the rows as the test set\
      \(words: protocolFile.splits.stratified ? " (stratified)" : ""). Settings were searched by \
      \(validation.repeats) x \(validation.folds)-fold cross-validation on the training set, and every chosen setting \
      was trained \(protocolFile.retrains) times on the whole training set: the refits.
      """,
      """
      \(fairness) Connections are counted without biases; those of pruned networks are \
      means over the refits. Effective connections lie on a path from a feature to a class.
      """,
    ]
    // Nothing is normalised where nothing is pruned.
    let isPruning = protocolFile.methods.contains(where: \.isPruned)
    switch protocolFile.pruning.normalization {
    case _ where !isPruning: break
    case .bounded:
      lines.append(
        """
        CPNA normalised hidden nodes before each removal, except those whose bias would exceed 10. The paper's \
        equation has no such bound; without it runs can diverge.
        """)
    case .unbounded:
      lines.append(
        "CPNA normalised hidden nodes before each removal, as the paper's equation says.")
    case .none:
      lines.append(
        "Hidden nodes were \(strong: "not") normalised before removals: this is CPA, not CPNA.")
    }
    for method in protocolFile.methods {
      guard let largest = method.largestNetwork else { continue }
      let without = description.datasets.filter {
        description.settings(of: method.name, on: $0).isEmpty
      }
      if !without.isEmpty {
        let names = without.map { "\(name: $0.name)" as InlineText }.joined(separator: ", ")
        lines.append(
          """
          \(name: method.title) is left out on \(names): every network of the grid has more than \(count: largest) weights \
          and biases.
          """)
        guard without.count < description.datasets.count else { continue }
      }
      lines.append(
        """
        \(name: method.title) was tried on networks of at most \(count: largest) weights and biases: what it needs grows \
        with the square of that.
        """)
    }
    if let rounds = description.halvingRounds {
      lines.append(
        """
        The grid was halved: \(words: rounds). The dense network and each density kept their own \
        settings. Settings that were dropped early have scores of fewer folds, which are optimistic.
        """)
    }
    switch protocolFile.scaling {
    case .all:
      lines.append(
        "Features were scaled by all rows, those of the test set too, as in the paper: a small leak."
      )
    case .training:
      lines.append("Features were scaled by the rows trained on.")
    }
    if protocolFile.splits.duplicates == .together {
      lines.append("Rows whose features are the same are on one side of every split and fold.")
    }
    lines.append(leaks)
    if let atMost = protocolFile.choice.atMost {
      lines.append(
        """
        Only densities count that keep at most \(percent: atMost, decimals: 1) % of \
        NN(best)'s connections; where none does, the lowest.
        """)
    }
    if protocolFile.grid.rateDecay?.contains(where: { $0 > 0 }) == true {
      lines.append(
        """
        Rate decay is the share of the epochs after pretraining, at their end, over which the learning rate falls \
        linearly to 0.
        """)
    }
    let names = description.datasets.map(\.name)
    let single = names.filter { protocolFile.splits.count(of: $0) == 1 }
    if !single.isEmpty {
      let named: InlineText =
        single.count < names.count
        ? "For \(single.map { "\(name: $0)" }.joined(separator: ", ")): " : ""
      lines.append(
        """
        \(named)± is the standard deviation over the refits on the one split, and the interval is the 95 % interval \
        of their mean. Both show the noise of initial weights only.
        """)
      lines.append(
        """
        \(named)The interval of a difference is that of a paired bootstrap over the rows of the test set and the \
        refits.
        """)
    }
    if single.count < names.count {
      let named: InlineText = single.isEmpty ? "" : "For the others: "
      lines.append(
        """
        \(named)± is the standard deviation over all refits on all splits, and the interval is the 95 % interval of \
        the mean on other splits (corrected resampled t).
        """)
      lines.append(
        """
        \(named)Differences are taken split by split, between the means of a split's refits. Interval and p are \
        those of the corrected resampled t-test (doi:10.1023/A:1024068626366), since splits share rows; the \
        probabilities are those of the correlated Bayesian t-test (doi:10.1007/s10994-015-5486-z).
        """)
    }
    return lines
  }

  /// `300`, or `300 (isolet: 75)`.
  private var epochs: InlineText {
    let protocolFile = description.protocolFile
    return "\(protocolFile.epochs)"
      + own(protocolFile.schedules.keys) { protocolFile.of($0).epochs }
  }

  /// ` (isolet: 20)`, if a dataset of the run has its own number of splits.
  var ownSplits: InlineText {
    let splits = description.protocolFile.splits
    return own((splits.counts ?? [:]).keys, splits.count)
  }

  private func own(
    _ names: some Sequence<String>, _ value: (String) -> Int
  ) -> InlineText {
    let names = Set(names)
    let own = description.datasets.map(\.name).filter(names.contains).map { dataset -> InlineText in
      "\(name: dataset): \(value(dataset))"
    }
    return own.isEmpty ? "" : " (\(own.joined(separator: ", ")))"
  }

  private var leaks: InlineText {
    let choice = description.protocolFile.choice
    switch (choice.epoch, choice.density) {
    case (.validation, .validation):
      return "Setting, density and epoch were chosen by validation alone. The rows of best "
        + "and last epochs are for comparison; they took part in no choice."
    case (.last, .validation):
      return
        "Setting and density were chosen by validation alone, and the last epoch counts. "
        + "The row of best epochs is for comparison; it took part in no choice."
    case (.lastMean, .validation):
      return
        "Setting and density were chosen by validation alone, and the mean of the last \(choice.last ?? 1) epochs counts, "
        + "as far as a method has its final connections in them. "
        + "The row of best epochs is for comparison; it took part in no choice."
    case (.lastMean, .test):
      return
        "The density was chosen \(strong: "on the test set"): the accuracy of pruned networks is "
        + "optimistic. The mean of the last epochs counts."
    case (.last, .test):
      return
        "The density was chosen \(strong: "on the test set"): the accuracy of pruned networks is "
        + "optimistic. The last epoch counts."
    case (.test, .test):
      return
        "Epoch and density were chosen \(strong: "on the test set"), as in the paper: the "
        + "accuracies at the best epoch are optimistic."
    case (.test, .validation):
      return
        "The epoch was chosen \(strong: "on the test set"): the accuracies at the best epoch are "
        + "optimistic. The density was chosen by validation."
    case (.validation, .test):
      return
        "The density was chosen \(strong: "on the test set"): the accuracy of pruned networks is "
        + "optimistic. The epoch was chosen by validation."
    }
  }
}
