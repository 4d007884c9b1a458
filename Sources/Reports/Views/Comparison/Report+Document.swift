import Experiments
import Inputs
import Pruning
import Runs
import Training

extension Report {
  /// The report as a document: what ran, for each dataset the comparison, or where it is, and how to read it.
  public var document: Document {
    let verdicts = self.verdicts
    let limits = acrossRatios.map {
      PruningLimits($0, seed: description.protocolFile.seed)
    }
    let across = [answersSection, limits?.section, scoresOfDatasets, acrossDatasets]
      .compactMap(\.self).map { Block.section($0) }
    return Document(
      title: documentTitle,
      blocks: firstAnswer + top(verdicts, and: [limits?.sentence].compactMap(\.self))
        + [.paragraph(overview)] + across
        + (hasPages ? [.section(contents(verdicts))] : parts(verdicts)) + [.section(howToRead)])
  }

  private var documentTitle: InlineText {
    summaries.count == 1
      ? "\(name: summaries[0].dataset.title)" : "Comparison on \(summaries.count) datasets"
  }

  private var howToRead: Section {
    Section(heading: "How to read this", blocks: [.list(reading)])
  }

  private func parts(_ verdicts: [DatasetVerdict]) -> [Block] {
    guard verdicts.count > 1 else { return verdicts.flatMap { blocks($0.summary) } }
    return verdicts.map { verdict in
      .section(
        Section(
          heading: "\(name: verdict.summary.dataset.title)",
          blocks: part(verdict) + blocks(verdict.summary)))
    }
  }

  /// Where the pages of the datasets are, and what they say.
  private func contents(_ verdicts: [DatasetVerdict]) -> Section {
    var table = Table(
      "datasets",
      columns: [
        Table.Column("dataset", "dataset"), Table.Column("rows", "rows"),
        Table.Column("features", "features"), Table.Column("classes", "classes"),
        Table.Column("best", "the best method's difference"),
        Table.Column("worst", "the worst one's"),
        Table.Column("without", "lose nothing that matters", alignment: .trailing),
      ])
    for verdict in verdicts {
      let dataset = verdict.summary.dataset
      func cell(_ one: Verdict?) -> Cell {
        one.map {
          "\(name: $0.entry.method.title) \(Quantity.number($0.mean, .percent(isSigned: true)))"
        } ?? .missing("none")
      }
      table.append([
        "\(link: "\(name: dataset.title)", to: "\(fileNames[dataset.name]).md")",
        .grouped(dataset.rows), .grouped(dataset.features), .count(dataset.classes),
        cell(verdict.best), cell(verdict.worst),
        .words("\(verdict.verdicts.count(where: \.losesNothing)) of \(verdict.verdicts.count)"),
      ])
    }
    let control = description.protocolFile.methods.control?.title ?? ""
    return Section(
      heading: "The datasets",
      blocks: [
        .paragraph(
          """
          Each has a page. Differences are to \(name: control), in points of the mean test accuracy. A method loses nothing that \
          matters if it is less probable than 0.05, over splits, that it is worse by over \
          \(percent: Difference.rope, decimals: 1) points.
          """), .table(table),
      ])
  }

  /// What the report says of each dataset alone, by the name of its file; none unless datasets have pages.
  var pages: [(name: String, document: Document)] {
    guard hasPages else { return [] }
    return verdicts.map { verdict in
      let dataset = verdict.summary.dataset
      return (
        fileNames[dataset.name],
        Document(
          title: "\(name: dataset.title)",
          blocks: [.paragraph("\(link: "All datasets", to: "report.md")")] + part(verdict)
            + blocks(verdict.summary) + [.section(howToRead)])
      )
    }
  }

  /// The content of `report.md`.
  public var markdown: String { MarkdownWriter().write(document) }

  /// What the run says, then for each dataset its table, for a terminal of so many columns.
  public func text(width: Int = 100) -> String {
    let verdicts = self.verdicts
    let parts = verdicts.map { verdict in
      Block.section(
        Section(
          heading: "\(name: verdict.summary.dataset.title)",
          blocks: (verdicts.count > 1 ? part(verdict) : top(verdicts))
            + [briefTable(verdict.summary)]))
    }
    return TerminalWriter(tables: .ruled, width: width).write(
      Document(blocks: (verdicts.count > 1 ? top(verdicts) : []) + parts))
  }

  /// The scores, of many methods what a terminal has room for.
  private func briefTable(_ summary: Summary) -> Block {
    guard case .table(let table) = table(summary), table.id == "methods" else {
      return self.table(summary)
    }
    return .table(table.only(["method", "connections", "accuracy", "difference"]))
  }

  /// What ran, for how long, and where.
  var overview: InlineText {
    let search = summaries.map(\.searchFits).reduce(0, +)
    let final = summaries.map(\.finalFits).reduce(0, +)
    let seconds = summaries.map(\.seconds).reduce(0, +)
    let missing = expectedFits - search - final
    let text: InlineText =
      """
      Protocol \(title), seed \(words: "\(description.protocolFile.seed)"), \
      PruneBench \(name: description.version). \(count: search, "fit") of the search and \(count: final, "refit") took \
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
        "\(Summary.noRefits) So far \(count: summary.searchFits, "fit") of the search \(words: summary.searchFits == 1 ? "is" : "are") done."
      )
    }
    let protocolFile = description.protocolFile.of(summary.dataset.name)
    return .table(
      MethodsTable.isFor(protocolFile)
        ? MethodsTable(summary: summary, protocolFile: protocolFile).table
        : ComparisonTable(summary: summary, protocolFile: protocolFile).table)
  }

  /// The scores that do not count; nothing where methods have a row each.
  private func otherScores(_ summary: Summary) -> [Block] {
    let protocolFile = description.protocolFile.of(summary.dataset.name)
    guard !summary.entries.isEmpty, !MethodsTable.isFor(protocolFile) else { return [] }
    return [
      .paragraph("Other scores of the same networks:"),
      .table(ComparisonTable(summary: summary, protocolFile: protocolFile).otherScores),
    ]
  }

  /// What every level costs, where all were refitted.
  private func tradeOff(_ summary: Summary) -> [Block] {
    let view = TradeOff(
      summary: summary, protocolFile: description.protocolFile.of(summary.dataset.name))
    guard let table = view.table else { return [] }
    let brackets: InlineText =
      summary.hasIntervals ? ", and in brackets is the 95 % interval of the mean" : ""
    return [
      .paragraph(
        """
        Test accuracy % by the share of connections kept, each with the setting that validation chose for it; ± is the \
        standard deviation over refits and splits\(brackets).
        """), .table(table),
    ]
  }

  private func blocks(_ summary: Summary) -> [Block] {
    let dataset = summary.dataset
    var blocks: [Block] = [
      .paragraph(
        """
        \(count: dataset.rows, "row"), \(words: counted(dataset.features, "feature")), \
        \(words: counted(dataset.classes, "class")); \
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
    blocks += otherScores(summary)
    blocks += figures(summary).map { .figure($0.reference(in: "figures")) }
    if let hidden = description.protocolFile.equivalent.hidden[dataset.name] {
      blocks.append(
        .paragraph(
          "The protocol sets NN(equivalent)'s hidden nodes to \(hidden), in place of the number that gives the nearest size."
        ))
    }
    blocks +=
      FitCommands(summary: summary, protocolFile: description.protocolFile.of(dataset.name)).blocks
    if summary.failures > 0 {
      blocks.append(
        .paragraph(
          """
          \(count: summary.failures) of \(count: summary.searchFits + summary.finalFits, "fit") \
          failed; \(code: "results.csv") has the reasons. A failed fit of the search counts as accuracy 0.
          """))
    }
    return blocks + detailSections(of: summary).map { .section($0) }
  }

  /// How the methods differ on one dataset: first what the run says of the paper's claims, if it has NN+CPNA on a
  /// dataset of the paper, then the other pairs.
  func differences(_ summary: Summary) -> [InlineText] {
    let protocolFile = description.protocolFile
    let isPapers =
      PaperTable3(summary.dataset) != nil && protocolFile.method(.cpna) != nil
    // A table with a row for each method has the differences.
    guard !MethodsTable.isFor(protocolFile) else { return [] }
    let differences = MethodDifferences(
      summary: summary, protocolFile: protocolFile, isBesideClaims: isPapers
    ).lines
    guard isPapers else { return differences }
    return Claims(summary: summary, protocolFile: protocolFile).lines + differences
      + [Claims.unchecked(protocolFile.methods)].compactMap { $0 }
  }
}
