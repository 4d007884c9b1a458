import Experiments
import Statistics
import Tabular

/// How the methods of a run compare over its datasets: which test was used, why, and what it found.
struct AcrossDatasets {
  /// What the run is called.
  let name: InlineText
  let protocolFile: ProtocolFile
  let summaries: [Summary]
  /// Those that have a score on some dataset.
  let methods: [ComparedMethod]
  /// The datasets on which all of ``methods`` have a score.
  let complete: [Summary]
  /// Of them; nil where there are too few methods or datasets.
  let ranks: FriedmanTest?

  init(_ summaries: [Summary], of name: InlineText, under protocolFile: ProtocolFile) {
    let scored = protocolFile.methods.filter { method in
      summaries.contains { $0.mean(of: method) != nil }
    }
    let complete = summaries.filter { summary in
      scored.allSatisfy { MethodAtLevel($0, nil).accuracy(on: summary) != nil }
    }
    self.name = name
    self.protocolFile = protocolFile
    self.summaries = summaries
    methods = scored
    self.complete = complete
    ranks = FriedmanTest(
      complete.map { summary in
        scored.compactMap {
          MethodAtLevel($0, nil).accuracy(on: summary).map { PairOverDatasets.rounded($0.mean) }
        }
      })
  }

  var section: Section { Section(heading: Self.heading, blocks: blocks) }

  static let heading: InlineText = "Across the datasets"

  private var blocks: [Block] {
    if let dependence { return [.paragraph("\(dependence) \(Self.untested)")] }
    let pairs = self.pairs.map { (pair: $0, found: $0.smallestDifference) }
    let against = againstControl
    var blocks: [Block] = []
    if pairs.contains(where: { $0.pair.differences.count > 1 }) {
      blocks.append(
        .paragraph(
          verdict(
            against, found: pairs.compactMap { $0.pair.second == control ? $0.found : nil })))
    }
    let missing = missingCells
    if !missing.isEmpty { blocks.append(.list(missing)) }
    guard pairs.contains(where: { $0.pair.differences.count > 1 }) else {
      return blocks + [.paragraph(unranked)]
    }
    blocks +=
      ranks.map {
        [
          .paragraph(friedman($0)), .paragraph(nemenyi($0)),
          .figure(
            FigureReference(
              caption: "Critical difference diagram of the mean ranks", path: "figures/ranks")),
        ]
      } ?? [.paragraph(unranked)]
    if let control { blocks += [.paragraph(against.text(control)), .table(against.table)] }
    return blocks + effects(pairs) + probabilities(pairs.map(\.pair))
  }

  var control: ComparedMethod? { methods.control }

  /// Each method minus the control; and each that prunes minus the network of its size, where the control is another.
  private var pairs: [PairOverDatasets] {
    guard let control else { return [] }
    let others = methods.filter { $0 != control }.map { ($0, control) }
    let sized = methods.compactMap { equivalent in
      methods.first { $0.name == equivalent.sizedAs && $0 != control && equivalent != control }
        .map { ($0, equivalent) }
    }
    return (others + sized).map {
      PairOverDatasets($0, minus: $1, on: summaries, under: protocolFile)
    }
  }

  /// Each method against the control.
  var againstControl: AgainstControl { AgainstControl(pairs.filter { $0.second == control }) }

  /// Why there are no ranks.
  private var unranked: InlineText {
    let methods = protocolFile.methods.count
    return """
      The methods are not ranked: that takes two methods or more, and two datasets or more on which all of them have \
      a score. \(name) has \(words: Formatting.counted(methods, "method")) on \
      \(words: Formatting.counted(summaries.count, "dataset")).
      """
  }

  /// What has no score, by name, and what has one from a part of the splits only.
  private var missingCells: [InlineText] {
    let unscored = protocolFile.methods.filter { !methods.contains($0) }
    let without = unscored.map { method -> InlineText in
      "\(name: method.title) has a score on no dataset, and is not compared."
    }
    let left = summaries.filter { summary in
      !complete.contains { $0.dataset.name == summary.dataset.name }
    }.map { summary -> InlineText in
      let missing = methods.filter { MethodAtLevel($0, nil).accuracy(on: summary) == nil }
        .map { "\(name: $0.title)" as InlineText }.joined(separator: ", ")
      return """
        \(name: summary.dataset.title) is left out of the ranks, since not every split has a score of \(missing), and out of \
        what is said of that method.
        """
    }
    let partial = summaries.flatMap { summary in
      methods.compactMap { method -> InlineText? in
        guard let splits = summary.entry(method.name)?.accuracy?.bySplit,
          case let missing = splits.count(where: { $0 == nil }), missing > 0
        else { return nil }
        return """
          \(name: summary.dataset.title): \(name: method.title) has a score on \(splits.count - missing) of \
          \(splits.count) splits, since the refits of the others failed.
          """
      }
    }
    return without + left + partial
  }
}

extension Summary {
  /// The mean test accuracy of `method`.
  func mean(of method: ComparedMethod) -> Double? { entry(method.name)?.accuracy?.mean }
}

extension Report {
  /// The part that looks across the datasets; nil where the run is about one dataset.
  var acrossDatasets: Section? {
    guard summaries.count > 1 else { return nil }
    guard missingFits == 0 else {
      return Section(
        heading: AcrossDatasets.heading,
        blocks: [.paragraph("The methods are not compared yet: the run is not finished.")])
    }
    // What was asked stands above; this nobody had asked.
    let heading: InlineText = "\(AcrossDatasets.heading) (not planned)"
    return questions.isEmpty
      ? comparison.section : Section(heading: heading, blocks: comparison.section.blocks)
  }

  /// The picture that the part refers to.
  var rankFigure: Figure? {
    summaries.count > 1 && missingFits == 0 && comparison.dependence == nil
      ? comparison.figure : nil
  }

  /// Of the methods over the datasets.
  var comparison: AcrossDatasets {
    AcrossDatasets(summaries, of: codeName, under: description.protocolFile)
  }
}
