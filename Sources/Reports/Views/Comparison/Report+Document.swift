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
      ? "\(name: summaries[0].dataset.title)" : "Comparison of \(summaries.count) sets"
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
        Document(title: "\(name: summary.dataset.title)", blocks: [.table(table(summary))]))
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
      PruneBench \(name: description.version). \(count: search) + \(count: final) fits took \
      \(duration: seconds) of computing, begun on \(machineText(environment)).
      """
    return unfinished(missing) + text + (missing > 0 ? "" : forecastText(seconds))
  }

  /// The forecast beside what it took.
  private func forecastText(_ seconds: Double) -> InlineText {
    guard let forecast, forecast.seconds > 0 else { return "" }
    let error = seconds / forecast.seconds - 1
    return """
       The forecast was \(duration: forecast.seconds): it took \(percent: error.magnitude, decimals: 0) % \
      \(words: error < 0 ? "less" : "more").
      """
  }

  private func table(_ summary: Summary) -> Table {
    ComparisonTable(
      summary: summary, protocolFile: description.protocolFile.of(summary.dataset.name)
    ).table
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
    blocks.append(.table(table(summary)))
    let lines = differences(summary)
    if !lines.isEmpty { blocks.append(.list(lines)) }
    blocks += figures(summary).map { .figure($0.reference(in: "figures")) }
    if let hidden = description.protocolFile.equivalent.hidden[dataset.name] {
      blocks.append(
        .paragraph(
          "The protocol names NN(equivalent)'s \(hidden) hidden nodes; they are not computed."))
    }
    if summary.failures > 0 {
      blocks.append(
        .paragraph(
          """
          \(count: summary.failures) of \(count: summary.searchFits + summary.finalFits) fits \
          failed; \(code: "results.csv") has the reasons. A failed fit of the search scores 0.
          """))
    }
    return blocks
  }

  /// What the run says of the paper's claims, or, of methods that the paper does not compare, how they differ.
  private func differences(_ summary: Summary) -> [InlineText] {
    let protocolFile = description.protocolFile
    guard protocolFile.methods == ComparedMethod.standard else {
      return MethodDifferences(summary: summary, protocolFile: protocolFile).lines
    }
    guard PaperTable3(dataset: summary.dataset.name) != nil else { return [] }
    return Claims(summary: summary, protocolFile: protocolFile).lines
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

  /// How to read the figures: what was chosen by what, and what ± means.
  private var method: [InlineText] {
    let protocolFile = description.protocolFile
    let validation = protocolFile.validation
    var lines: [InlineText] = [
      """
      \(validation.repeats) x \(validation.folds)-fold cross-validation on the training part of \
      \(protocolFile.splits.count) split(s)\(ownSplits) with \(percent: protocolFile.splits.testShare, decimals: 0) % \
      of the rows held out\(words: protocolFile.splits.stratified ? ", stratified" : ""); every chosen \
      setting was retrained \(protocolFile.retrains) times on the whole training part.
      """,
      """
      \(fairness) Connections are counted without biases; pruned ones are \
      means over the retrainings; effective ones lie on a path from a feature to a class.
      """,
    ]
    // Nothing is normalised where nothing is pruned.
    let isPruning = protocolFile.methods.contains(where: \.isPruned)
    switch protocolFile.pruning.normalization {
    case _ where !isPruning: break
    case .bounded:
      lines.append(
        """
        Hidden nodes were normalised before each removal, but for biases of more than 10, a bound that \
        the paper's equation does not have: without it runs can diverge.
        """)
    case .unbounded:
      lines.append(
        "Hidden nodes were normalised before each removal, as the paper's equation says.")
    case .none:
      lines.append(
        "Hidden nodes were \(strong: "not") normalised before removals: CPA, in place of CPNA.")
    }
    if let rounds = description.halvingRounds {
      lines.append(
        """
        The grid was halved: \(words: rounds). The dense network and each sparsity level kept their own \
        settings; scores of those that were given up are by fewer folds, and optimistic.
        """)
    }
    switch protocolFile.scaling {
    case .all:
      lines.append(
        "Features were scaled by all rows, the test part included, as in the paper: a small leak.")
    case .training:
      lines.append("Features were scaled by the rows trained on.")
    }
    lines.append(leaks)
    if let atMost = protocolFile.choice.atMost {
      lines.append(
        """
        Of the sparsity levels only those count that keep at most \(percent: atMost, decimals: 1) % of \
        NN(best)'s connections; where none does, the sparsest.
        """)
    }
    if protocolFile.grid.rateDecay?.contains(where: { $0 > 0 }) == true {
      lines.append(
        """
        Rate decay is the share of the epochs after pretraining over which the learning rate falls \
        evenly to 0, at their end.
        """)
    }
    let sets = description.datasets.map(\.name)
    let single = sets.filter { protocolFile.splits.count(of: $0) == 1 }
    if !single.isEmpty {
      let named: InlineText =
        single.count < sets.count
        ? "Of \(single.map { "\(name: $0)" }.joined(separator: ", ")): " : ""
      lines.append(
        """
        \(named)± is the standard deviation over retrainings on one split, and the interval that of \
        their mean: initialisation noise only.
        """)
      lines.append(
        """
        \(named)The interval of a difference is a paired bootstrap's, over the rows of the test part \
        and the retrainings.
        """)
    }
    if single.count < sets.count {
      let named: InlineText = single.isEmpty ? "" : "Of the others: "
      lines.append(
        """
        \(named)± is the standard deviation over all retrainings on all splits, and the interval that \
        of the mean on other splits (corrected resampled t).
        """)
      lines.append(
        """
        \(named)Differences are taken split by split, over the mean of a split's retrainings; interval \
        and p are the corrected resampled t-test's (doi:10.1023/A:1024068626366), since splits share \
        rows, and the probabilities the correlated Bayesian t-test's (doi:10.1007/s10994-015-5486-z).
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

  /// ` (isolet: 20)`, if a set of the run has its own number of splits.
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
      return "Setting, sparsity level and epoch were chosen by validation alone. The rows of best "
        + "and last epochs are for comparison; they took part in no choice."
    case (.last, .validation):
      return
        "Setting and sparsity level were chosen by validation alone, and the last epoch counts. "
        + "The row of best epochs is for comparison; it took part in no choice."
    case (.last, .test):
      return "The sparsity level was chosen \(strong: "on the test part"): NN+CPNA's accuracy is "
        + "optimistic. The last epoch counts."
    case (.test, .test):
      return
        "Epoch and sparsity level were chosen \(strong: "on the test part"), as in the paper: the "
        + "accuracies at the best epoch are optimistic."
    case (.test, .validation):
      return
        "The epoch was chosen \(strong: "on the test part"): the accuracies at the best epoch are "
        + "optimistic. The sparsity level was chosen by validation."
    case (.validation, .test):
      return "The sparsity level was chosen \(strong: "on the test part"): NN+CPNA's accuracy is "
        + "optimistic. The epoch was chosen by validation."
    }
  }
}
