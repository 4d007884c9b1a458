import Experiments
import Inputs
import Pruning
import Runs
import Training

// How to read a report: what was chosen by what, and what the numbers mean. A line is there only where its subject is.
extension Report {
  /// What the run's methods share.
  var protocolFile: ProtocolFile { description.protocolFile }
  /// Whether a method of the run prunes.
  var isPruning: Bool { protocolFile.ownMethods.contains(where: \.isPruned) }
  /// Whether methods have columns of measures, and not a row each.
  var hasMeasures: Bool { hasScores && !MethodsTable.isFor(protocolFile) }
  /// Whether there is a refit.
  var hasScores: Bool { summaries.contains { !$0.entries.isEmpty } }

  /// How to read the numbers: what was chosen by what, and what ± means.
  var reading: [InlineText] {
    let validation = protocolFile.validation
    let times: InlineText =
      protocolFile.retrains == 1
      ? "once on the whole training set: the refit"
      : "\(protocolFile.retrains) times on the whole training set: the refits"
    let search: InlineText = """
      \(splits). Settings were searched by \(validation.folds)-fold cross-validation on the training set\(folds), \
      \(words: validation.repeats == 1 ? "once" : "repeated \(validation.repeats) times"), and every chosen setting was \
      trained \(times).
      """
    return [search, equalTerms + connections] + normalizations + limits + halving + preparation
      + [choices] + counts + densities + rateDecay + intervals + external
  }

  /// What all methods have alike.
  private var equalTerms: InlineText {
    let methods = protocolFile.ownMethods
    let trained: InlineText = "trained for \(epochs) \(words: plural("epoch", protocolFile.epochs))"
    if methods == ComparedMethod.standard {
      return """
        Every network \(trained), dense or pruned, and the dense one was searched over the same grid.
        """
    }
    guard methods.count > 1 else { return "Every network \(trained)." }
    let controls: InlineText =
      methods.contains(where: \.isControl)
      ? "; a control trains after its sub-network was found" : ""
    return """
      Every network that counts \(trained), and all methods were searched over the same grid\(controls).
      """
  }

  private var connections: InlineText {
    guard hasScores else { return "" }
    return " Connections are counted without biases"
      + (isPruning ? "; those of pruned networks are means over the refits." : ".")
      + (isPruning && (hasMeasures || MethodsTable.isFor(protocolFile))
        ? " Effective connections lie on a path from a feature to a class." : "")
  }

  private var normalizations: [InlineText] {
    let all = protocolFile.ownMethods.map { $0.normalization(under: protocolFile.pruning) }
    return Normalization.allCases.filter(all.contains).map { normalization in
      // Where methods differ in it, the line says whose it is.
      let own = zip(protocolFile.ownMethods, all).filter { $1 == normalization }.map(\.0)
      let whose =
        Set(all.compactMap { $0 }).count > 1
        ? "\(own.map { "\(name: $0.title)" as InlineText }.joined(separator: ", ")): " as InlineText
        : ""
      return switch normalization {
      case .bounded:
        """
        \(whose)CPNA normalised hidden nodes before each removal, except those whose bias would exceed 10. The paper's \
        equation has no such bound; without it runs can diverge.
        """
      case .unbounded:
        "\(whose)CPNA normalised hidden nodes before each removal, as the paper's equation says."
      case .none:
        """
        \(whose)Hidden nodes were \(strong: "not") normalised before removals: this is CPA, not CPNA.
        """
      }
    }
  }

  /// The methods that not every network can have.
  private var limits: [InlineText] {
    protocolFile.ownMethods.flatMap { method -> [InlineText] in
      guard let largest = method.largestNetwork else { return [] }
      var lines: [InlineText] = []
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
      }
      if without.count < description.datasets.count {
        lines.append(
          """
          \(name: method.title) was tried on networks of at most \(count: largest) weights and biases: what it needs grows \
          with the square of that.
          """)
      }
      return lines
    }
  }

  private var halving: [InlineText] {
    guard let rounds = description.halvingRounds else { return [] }
    let whose: InlineText =
      isPruning
      ? protocolFile.ownMethods.allSatisfy(\.isPruned)
        ? " Each density kept its own settings."
        : " The dense network and each density kept their own settings."
      : ""
    return [
      """
      The grid was halved: \(words: rounds).\(whose) Settings that were dropped early have scores of fewer folds, which \
      are optimistic.
      """
    ]
  }

  private var preparation: [InlineText] {
    let scaling: InlineText =
      switch protocolFile.scaling {
      case .all:
        "Features were scaled by all rows, those of the test set too, as in the paper: a small leak."
      case .training: "Features were scaled by the rows trained on."
      }
    return [scaling]
      + (protocolFile.splits.duplicates == .together
        ? [
          """
          Rows whose features are the same, and rows of one group where a card names groups, are on one side of every \
          split and fold.
          """
        ]
        : protocolFile.splits.areDrawn ? [] : [leaks])
  }

  /// What stands behind settings and densities of several splits.
  private var counts: [InlineText] {
    guard hasMeasures, summaries.contains(where: { $0.hasOwnChoices }) else { return [] }
    return [
      "Each split chooses for itself: (2x) behind a setting or a density says that two splits chose it, and others stands for the rest."
    ]
  }

  private var densities: [InlineText] {
    var lines: [InlineText] = []
    if let atMost = protocolFile.choice.atMost {
      lines.append(
        """
        Only densities count that keep at most \(percent: atMost, decimals: 1) % of \
        NN(best)'s connections; where none does, the lowest.
        """)
    }
    if MethodsTable.isFor(protocolFile),
      protocolFile.pruning.levels.contains(where: { $0.shares.count > 1 })
    {
      lines.append(
        """
        A level says what each layer keeps. Methods that compare connections across layers keep as many in total; node \
        pruning at most as many.
        """)
    }
    return lines
  }

  /// Settings stand in the columns of measures, and in the picture of the baseline's grid.
  private var rateDecay: [InlineText] {
    guard protocolFile.grid.rateDecay?.contains(where: { $0 > 0 }) == true,
      hasMeasures || protocolFile.baseline != nil
    else { return [] }
    return [
      """
      Rate decay is the share of the epochs after pretraining, at their end, over which the learning rate falls \
      linearly to 0.
      """
    ]
  }

  /// `300`, or `300 (isolet: 75)`.
  private var epochs: InlineText {
    "\(protocolFile.epochs)" + own(protocolFile.schedules.keys) { protocolFile.of($0).epochs }
  }

  /// ` (isolet: 20)`, if a dataset of the run has its own number of splits.
  var ownSplits: InlineText {
    own((protocolFile.splits.counts ?? [:]).keys, protocolFile.splits.count)
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
}
