import Experiments
import Inputs
import Pruning
import Runs
import Training

extension Report {
  /// The report as a document: what ran, for each dataset the comparison, and how to read it.
  public var document: Document {
    let title: InlineText =
      summaries.count == 1
      ? "\(name: summaries[0].dataset.title)" : "Comparison on \(summaries.count) datasets"
    let parts = summaries.flatMap { summary in
      summaries.count > 1
        ? [.section(Section(heading: "\(name: summary.dataset.title)", blocks: blocks(summary)))]
        : blocks(summary)
    }
    return Document(
      title: title,
      blocks: [.paragraph(overview)] + parts
        + [.section(Section(heading: "How to read this", blocks: [.list(method)]))])
  }

  /// The content of `report.md`.
  public var markdown: String { MarkdownWriter().write(document) }

  /// The comparison tables with their titles, for a terminal.
  public var tables: String {
    summaries.map { summary in
      TerminalWriter(tables: .ruled).write(
        Document(title: "\(name: summary.dataset.title)", blocks: [table(summary)]))
    }.joined(separator: "\n")
  }

  /// What ran, for how long, and where.
  var overview: InlineText {
    let search = summaries.map(\.searchFits).reduce(0, +)
    let final = summaries.map(\.finalFits).reduce(0, +)
    let seconds = summaries.map(\.seconds).reduce(0, +)
    let missing = description.expectedFits - search - final
    let text: InlineText =
      """
      Protocol \(title), seed \(words: "\(description.protocolFile.seed)"), \
      PruneBench \(name: description.version). \(count: search) fits of the search and \(count: final) refits took \
      \(duration: seconds) of CPU time, begun on \(machineText(environment)).
      """
    return unfinished(missing) + text + (missing > 0 ? "" : forecastText(seconds))
  }

  /// The forecast beside what it took.
  private func forecastText(_ seconds: Double) -> InlineText {
    guard let forecast, forecast.seconds > 0 else { return "" }
    let error = seconds / forecast.seconds - 1
    return """
       The forecast was \(duration: forecast.seconds): the run took \(percent: error.magnitude, decimals: 0) % \
      \(words: error < 0 ? "less" : "more").
      """
  }

  /// The scores; before the first refit a sentence says what is missing.
  private func table(_ summary: Summary) -> Block {
    guard !summary.entries.isEmpty else {
      return .paragraph(
        "\(Summary.noRefits) So far \(count: summary.searchFits) fits of the search are done.")
    }
    let protocolFile = description.protocolFile.of(summary.dataset.name)
    return .table(
      MethodsTable.isFor(protocolFile)
        ? MethodsTable(summary: summary, protocolFile: protocolFile).table
        : ComparisonTable(summary: summary, protocolFile: protocolFile).table)
  }

  /// What every level costs, where all were refitted.
  private func tradeOff(_ summary: Summary) -> [Block] {
    let view = TradeOff(
      summary: summary, protocolFile: description.protocolFile.of(summary.dataset.name))
    guard let table = view.table else { return [] }
    return [
      .paragraph(
        """
        Test accuracy % by the share of connections kept, each with the setting that validation chose for it; ± is the \
        standard deviation over refits and splits, and in brackets is the 95 % interval of the mean.
        """), .table(table),
    ]
  }

  private func blocks(_ summary: Summary) -> [Block] {
    let dataset = summary.dataset
    var blocks: [Block] = [
      .paragraph(
        """
        \(count: dataset.rows) rows, \(dataset.features) features, \(dataset.classes) classes; \
        \(name: dataset.provenance).
        """)
    ]
    let preparation = PreparationText(dataset).lines
    if !preparation.isEmpty { blocks.append(.list(preparation)) }
    blocks.append(table(summary))
    if let trivial = TrivialClassifier(summary) {
      blocks.append(
        .paragraph(
          """
          Always naming the commonest class of the training set gives \(percent: trivial.accuracy.mean, decimals: 2) % \
          test accuracy.
          """))
    }
    blocks += tradeOff(summary)
    let lines = differences(summary)
    if !lines.isEmpty { blocks.append(.list(lines)) }
    blocks += figures(summary).map { .figure($0.reference(in: "figures")) }
    if let hidden = description.protocolFile.equivalent.hidden[dataset.name] {
      blocks.append(
        .paragraph(
          "The protocol sets NN(equivalent)'s hidden nodes to \(hidden), in place of the number that gives the nearest size."
        ))
    }
    if summary.failures > 0 {
      blocks.append(
        .paragraph(
          """
          \(count: summary.failures) of \(count: summary.searchFits + summary.finalFits) fits \
          failed; \(code: "results.csv") has the reasons. A failed fit of the search counts as accuracy 0.
          """))
    }
    return blocks
  }

  /// How the methods differ on one dataset: first what the run says of the paper's claims, if it has NN+CPNA on a
  /// dataset of the paper, then the other pairs.
  func differences(_ summary: Summary) -> [InlineText] {
    let protocolFile = description.protocolFile
    let isPapers =
      PaperTable3(dataset: summary.dataset.name) != nil && protocolFile.method(.cpna) != nil
    // A table with a row for each method has the differences.
    guard !MethodsTable.isFor(protocolFile) else { return [] }
    let differences = MethodDifferences(
      summary: summary, protocolFile: protocolFile, isBesideClaims: isPapers
    ).lines
    guard isPapers else { return differences }
    return Claims(summary: summary, protocolFile: protocolFile).lines + differences
      + [Claims.unchecked(protocolFile.methods)].compactMap { $0 }
  }

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
  private var method: [InlineText] {
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
        Hidden nodes were normalised before each removal, except those whose bias would exceed 10. The paper's \
        equation has no such bound; without it runs can diverge.
        """)
    case .unbounded:
      lines.append(
        "Hidden nodes were normalised before each removal, as the paper's equation says.")
    case .none:
      lines.append(
        "Hidden nodes were \(strong: "not") normalised before removals: this is CPA, not CPNA.")
    }
    for method in protocolFile.methods {
      guard let largest = method.largestNetwork else { continue }
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
        "Setting and density were chosen by validation alone, and the mean of the last epochs counts. "
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
