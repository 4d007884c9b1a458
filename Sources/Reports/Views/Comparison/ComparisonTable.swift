import Experiments
import Inputs
import Pruning
import Statistics
import Training

/// The methods on one dataset side by side: what counts, and in a table of their own the other scores.
struct ComparisonTable {
  let summary: Summary
  let protocolFile: ProtocolFile

  /// A column for each method that has been run: size, accuracy as the protocol counts it, cost and what was chosen.
  var table: Table {
    var table = empty("comparison")
    row("Connections", in: &table, connections)
    estimate("Test accuracy %, \(counted)", in: &table, \.accuracy)
    if summary.entries.contains(where: { $0.trainingSeconds != nil }) {
      row("Seconds to train and test, one core", in: &table) { entry in
        entry.trainingSeconds.map { .number($0.mean, decimals: 2) } ?? .missing("none")
      }
    }
    row("Setting", in: &table) { entry in
      .words(Self.counted(entry.splits.map { "\($0.candidate.setting)" }))
    }
    row("Density", in: &table, level)
    row("Epoch", in: &table) { entry in
      let epochs = entry.splits.map(\.candidate.epoch)
      let range = epochs.contains(nil) ? "best" : Self.range(epochs.compactMap { $0 })
      return "\(range) of \(protocolFile.epochs)"
    }
    if summary.entries.contains(where: { $0.failures > 0 }) {
      row("Failed refits", in: &table) { .count($0.failures) }
    }
    if let paper = PaperTable3(summary.dataset) {
      row("The paper", in: &table) { entry in
        paper[entry.method.name].map { .text($0.text) } ?? .missing("")
      }
    }
    return table
  }

  /// What else is known of the same networks.
  var otherScores: Table {
    let choice = protocolFile.choice.epoch
    var table = empty("other-scores")
    if choice != .test { estimate("Test accuracy %, \(Self.bestEpoch)", in: &table, \.bestEpoch) }
    if choice != .last { estimate("Test accuracy %, last epoch", in: &table, \.lastEpoch) }
    let epoch: InlineText =
      switch choice {
      case .test: "best epoch"
      case .last, .lastMean: "last epoch"
      case .validation: "epoch chosen by validation"
      }
    estimate("Balanced accuracy %, \(epoch)", in: &table, \.balancedAccuracy)
    estimate("Macro-F1 %, \(epoch)", in: &table, \.macroF1)
    if summary.entries.contains(where: { $0.logLoss != nil }) {
      table.append(
        ["Log loss, \(epoch)"] + summary.entries.map { .optional($0.logLoss?.number) })
    }
    row("Validation accuracy %", in: &table) { entry in
      entry.validation.map { .percent($0.mean) } ?? .missing("not searched")
    }
    return table
  }

  /// What the best epoch is called wherever it stands.
  static let bestEpoch: InlineText = "best epoch (optimistic: chosen on the test set)"

  /// Which epoch counts.
  private var counted: InlineText {
    switch protocolFile.choice.epoch {
    case .test: Self.bestEpoch
    case .last: "last epoch"
    case .validation: "epoch chosen by validation"
    case .lastMean: "mean of the last \(count: protocolFile.choice.last ?? 1, "epoch")"
    }
  }

  private func empty(_ id: String) -> Table {
    Table(
      id,
      columns: [Table.Column("measure", "")]
        + summary.entries.map { Table.Column($0.method.id, "\(name: $0.method.title)") })
  }

  /// What is known of networks alone is empty for predictions from elsewhere.
  private func row(_ title: Cell, in table: inout Table, _ cell: (Summary.Entry) -> Cell) {
    table.append([title] + summary.entries.map { $0.method.isExternal ? .missing("") : cell($0) })
  }

  private func estimate(
    _ title: Cell, in table: inout Table, _ value: (Summary.Entry) -> Estimate?
  ) {
    table.append(
      [title]
        + summary.entries.map {
          .optional(value($0)?.percent, otherwise: $0.method.isExternal ? "" : "none")
        })
  }

  /// `10.0 % (2x); 5.0 % (1x) of the connections kept; annealing rate μ 20.0`.
  private func level(_ entry: Summary.Entry) -> Cell {
    guard entry.method.isPruned else { return "dense" }
    let shares = Self.counted(
      entry.splits.map { $0.candidate.level?.text ?? "" })
    let levels = entry.splits.compactMap(\.candidate.level)
    // What was asked for in each layer, and what the refits have there.
    let counts = entry.splits.flatMap { split in
      let asked = protocolFile.targets(
        split.candidate.level,
        for: summary.dataset.architecture(hidden: split.candidate.setting.hidden))
      return split.results.map { (asked: asked, kept: $0.connections) }
    }
    let isShort = counts.contains { $0.kept.reduce(0, +) < $0.asked.reduce(0, +) }
    let isFree =
      levels.contains { $0.shares.count > 1 }
      && counts.contains { zip($0.kept, $0.asked).contains { $0 > $1 } }
    let rate = entry.method.annealingRate(under: protocolFile.pruning)
    return .words(
      "\(isShort ? "at most " : "")\(shares)\(levels.first?.whole ?? "") kept"
        + (isFree ? " in total, in layers of the method's choice" : "")
        + (rate.map {
          $0 == AnnealingSchedule.atOnce ? "; all removed at once" : "; annealing rate μ \($0)"
        } ?? ""))
  }

  /// `21x64+64x4 = 1600`, or `120+32 = 152 of 1600 (149 effective)`: what is left, the mean over the
  /// refits, which can differ when a vanished node takes connections along. Of splits that differ,
  /// `152 to 479, mean 340 of 1600 to 12800 (mean 339 effective)`.
  private func connections(_ entry: Summary.Entry) -> Cell {
    let counts = entry.splits.compactMap { split in
      ConnectionCount(entry.method, split.candidate, split.results, on: summary.dataset)
    }
    guard let first = counts.first else { return .missing("none") }
    if counts.allSatisfy({ $0 == first }) { return .text(first.text) }
    func mean(_ values: [Int]) -> InlineText {
      let mean = MeanAndDeviation(values.map(Double.init))?.mean ?? 0
      return "mean \(mean, decimals: 0)"
    }
    let kept = counts.map(\.nominal)
    let text: InlineText = "\(Self.range(kept)), \(mean(kept))"
    guard entry.method.isPruned else { return .text(text) }
    return """
      \(text) of \(Self.range(counts.map(\.dense))) \
      (\(mean(counts.map(\.effective))) effective)
      """
  }

  /// `209 to 281`, or the one number.
  private static func range(_ numbers: [Int]) -> InlineText {
    guard let low = numbers.min(), let high = numbers.max() else { return "none" }
    return low == high ? "\(low)" : "\(low) to \(high)"
  }

  /// The one text, or the two most frequent ones with their counts, and how many others.
  private static func counted(_ texts: [String]) -> String {
    let distinct = texts.reduce(into: [String]()) { known, text in
      if !known.contains(text) { known.append(text) }
    }
    guard distinct.count > 1 else { return texts.first ?? "none" }
    let counts = distinct.map { text in (text, texts.count { $0 == text }) }
    let sorted = counts.enumerated()
      .sorted { (-$0.element.1, $0.offset) < (-$1.element.1, $1.offset) }.map(\.element)
    let others = sorted.dropFirst(2).map(\.1).reduce(0, +)
    return sorted.prefix(2).map { "\($0.0) (\($0.1)x)" }.joined(separator: "; ")
      + (others > 0 ? "; others (\(others)x)" : "")
  }
}
