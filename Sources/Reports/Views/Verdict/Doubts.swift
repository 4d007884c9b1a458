import Experiments
import Statistics

/// What makes the results on one dataset doubtful, a sentence each that ends with what to do.
struct Doubts {
  let verdict: DatasetVerdict
  let protocolFile: ProtocolFile
  /// The fits of the dataset.
  let records: [FitRecord]

  /// The gravest first.
  var lines: [InlineText] {
    [
      trivial, rare, unfound, failed, weakControl, ceiling, fewRows,
      GridEdges(summary, protocolFile.grid).line,
    ]
    .compactMap(\.self)
  }

  private var summary: Summary { verdict.summary }

  private var control: Summary.Entry? {
    protocolFile.methods.control.flatMap { summary.entry($0.name) }
  }

  /// Methods that are no better than naming one class.
  private var trivial: InlineText? {
    guard let trivial = TrivialClassifier(summary)?.accuracy.mean else { return nil }
    let names = summary.entries.filter { $0.accuracy.map { $0.mean <= trivial } ?? false }
      .map { "\(name: $0.method.title)" as InlineText }
    guard !names.isEmpty else { return nil }
    return """
      \(strong: "Nothing was learned"): \(names.joined(separator: ", ")) \(words: names.count == 1 ? "is" : "are") no \
      better than always naming the commonest class (\(percent: trivial, decimals: 2) %). Check the column with the \
      classes, train for more epochs, or keep more connections.
      """
  }

  /// Classes with too few rows for the folds of the search.
  private var rare: InlineText? {
    guard let names = summary.dataset.classNames, let rows = summary.dataset.classRows else {
      return nil
    }
    let folds = protocolFile.validation.folds
    let found = names.indices.filter { rows[$0] < folds }
    guard !found.isEmpty else { return nil }
    let classes = found.prefix(5).map {
      "\(name: names[$0]) (\(count: rows[$0], "row"))" as InlineText
    }
    return """
      \(strong: "Rare classes"): \(classes.joined(separator: ", "))\
      \(words: found.count > 5 ? ", and \(found.count - 5) more" : ""), where the search has \(folds) folds: some folds and \
      test sets have no row of them. Collect more rows, or merge classes by \(code: "class-names") in a card.
      """
  }

  /// Classes that a method never finds, though test sets have them.
  private var unfound: InlineText? {
    guard let names = summary.dataset.classNames else { return nil }
    let methods = summary.entries.compactMap {
      MethodClasses(
        $0, of: summary.dataset, under: protocolFile.splits)
    }
    let found = names.indices.filter { label in
      methods.contains { method in method.scores[label].recall.map { $0.mean == 0 } ?? false }
    }
    guard !found.isEmpty else { return nil }
    let classes = found.prefix(5).map { label -> InlineText in
      let own = methods.filter { method in
        method.scores[label].recall.map { $0.mean == 0 } ?? false
      }
      let titles = own.map { "\(name: $0.method.title)" as InlineText }
      return "\(name: names[label]) (by \(titles.joined(separator: ", ")))"
    }
    return """
      \(strong: "Classes that are never found"): \(classes.joined(separator: "; "))\
      \(words: found.count > 5 ? "; and \(found.count - 5) more" : ""). No test row of them is predicted right, whatever \
      the accuracy says. Train for more epochs, keep more connections, or judge by balanced accuracy.
      """
  }

  /// Refits without a result or far below their like; and searches in which many fits were.
  private var failed: InlineText? {
    // On fewer rows so many points are a handful of rows: chance, not a collapse.
    func count(_ records: [FitRecord]) -> Int {
      let rows = records.lazy.compactMap(\.result).first?.heldOutRows ?? 0
      let isCollapse = Double(rows) * CollapsedFits.depth >= 5
      return (isCollapse ? CollapsedFits(records).collapsed.count : 0)
        + records.count { $0.failure != nil }
    }
    let pruned = records.filter(\.isPruned)
    let refits = pruned.filter { $0.key.phase == .final }
    let search = pruned.filter { $0.key.phase == .search }
    let (gone, lost) = (count(refits), count(search))
    guard gone > 0 || 20 * lost > search.count else { return nil }
    return """
      \(strong: "Failed or collapsed fits") of methods that prune: \(gone) of \(count: refits.count, "refit") and \
      \(lost) of \(count: search.count, "fit") of the search have no result, or classify \
      \(percent: CollapsedFits.depth, decimals: 0) % of the rows fewer correctly than the median fit of the same \
      setting and density; \(code: "results.csv") has them all. A lower learning rate, or one that falls (\(code: "--set 'grid.rate-decay=[0.5]'")), makes them rarer.
      """
  }

  /// A control that had not learned all that it can.
  private var weakControl: InlineText? {
    guard let control else { return nil }
    let changes = control.splits.flatMap(\.results).compactMap(LastTenth.init)
    guard let loss = MeanAndDeviation(changes.map(\.lossRatio))?.mean,
      let gain = MeanAndDeviation(changes.map(\.gain))?.mean, loss < 0.95, gain > Difference.rope
    else { return nil }
    return """
      \(strong: "\(name: control.method.title) was still learning") when its training ended: over the last tenth of the \
      epochs its training loss fell by \(percent: 1 - loss, decimals: 0) % and its test accuracy rose by \
      \(percent: gain, decimals: 2) points. Train all networks longer: \(code: "--epochs \(2 * protocolFile.epochs)").
      """
  }

  /// A control that cannot be beaten by as much as matters.
  private var ceiling: InlineText? {
    guard let control, let accuracy = control.accuracy?.mean, accuracy > 1 - Difference.rope else {
      return nil
    }
    return """
      \(strong: "Ceiling"): \(name: control.method.title) is at \(percent: accuracy, decimals: 2) %, so that no method \
      can be better by \(percent: Difference.rope, decimals: 1) points. Take a harder dataset, or make this one harder: \
      \(code: "\(summary.dataset.arguments?.first ?? summary.dataset.name)+noise=4").
      """
  }

  /// Test sets in which one row is more than the difference that matters, where that left the verdict open.
  private var fewRows: InlineText? {
    let rows = summary.entries.flatMap(\.splits).flatMap(\.results).first?.heldOutRows ?? 0
    let open = verdict.verdicts.first { verdict in
      verdict.difference.map { $0.isPositive == nil && $0.width > 2 * Difference.rope } ?? true
    }
    guard rows > 0, Double(rows) * Difference.rope < 1, let open else { return nil }
    let interval: InlineText =
      open.difference.flatMap { $0.hasStatistics ? $0 : nil }.map {
        """
        , and the interval of \(name: open.entry.method.title) minus \(name: open.control.method.title) is \
        \(percent: $0.width, decimals: 1) points wide
        """
      } ?? ""
    return """
      \(strong: "Few test rows"): a test set has \(count: rows, "row"), so that one row is \
      \(percent: 1 / Double(rows), decimals: 2) points\(interval), where \
      \(percent: Difference.rope, decimals: 1) points would matter. More splits help a little (\(code: "--splits 20")), more rows or more datasets help most.
      """
  }
}

extension Difference {
  /// From one end of the interval to the other.
  fileprivate var width: Double { interval.upperBound - interval.lowerBound }
}

/// How a refit changed over the last tenth of its epochs, against the tenth before.
private struct LastTenth {
  /// The mean training loss as a share of what it was.
  let lossRatio: Double
  /// What the mean test accuracy rose by.
  let gain: Double

  init?(_ result: FitResult) {
    guard let history = result.history, history.losses.count >= 20, result.heldOutRows > 0 else {
      return nil
    }
    let tenth = history.losses.count / 10
    func mean(_ values: [Double], before: Int) -> Double {
      values.dropLast(before).suffix(tenth).reduce(0, +) / Double(tenth)
    }
    let correct = history.correct.map { Double($0) / Double(result.heldOutRows) }
    let earlier = mean(history.losses, before: tenth)
    guard earlier > 0 else { return nil }
    lossRatio = mean(history.losses, before: 0) / earlier
    gain = mean(correct, before: 0) - mean(correct, before: tenth)
  }
}
