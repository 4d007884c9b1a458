import Experiments
import Statistics

/// What each method's accuracy becomes as fewer connections are kept, where every level was refitted (ShrinkBench's
/// checklist, arXiv:2003.03033).
struct TradeOff {
  let summary: Summary
  let protocolFile: ProtocolFile

  private var pruned: [Summary.Entry] { summary.entries.filter(\.method.isPruned) }
  private var dense: Summary.Entry? {
    summary.entries.first { $0.method == protocolFile.methods.control && !$0.method.isPruned }
  }

  /// Nil where only the chosen levels were refitted, or there is one level.
  var table: Table? {
    let levels = protocolFile.pruning.levels
    guard protocolFile.choice.refits == .every, levels.count > 1, !pruned.isEmpty else {
      return nil
    }
    var table = Table(
      "levels",
      columns: [Table.Column("method", "method")]
        + levels.map { Table.Column("level-\($0)", "\(words: $0.text)") })
    for entry in pruned {
      table.append(
        [.name(entry.method.title)]
          + levels.map { level in
            .optional(
              entry.byLevel.first { $0.level == level }?.accuracy.brief, otherwise: "")
          })
    }
    if let dense, let accuracy = dense.byLevel.first?.accuracy.brief {
      table.append(
        [.name("\(dense.method.title), all connections")] + levels.map { _ in .quantity(accuracy) })
    }
    return table
  }
}

extension Estimate {
  /// `97.4 [96.9, 97.9]` as far as a table of many columns has room: one decimal, and the interval where there is one.
  fileprivate var brief: Quantity {
    .spread(mean, plusMinus: spread.deviation, interval: interval, .percent(decimals: 1))
  }
}
