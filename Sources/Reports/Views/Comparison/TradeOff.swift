import Experiments
import Statistics

/// What each method's accuracy becomes as fewer connections are kept, where every level was refitted (ShrinkBench's
/// checklist, arXiv:2003.03033).
struct TradeOff {
  /// Curves that a panel can have without hiding one another.
  private static let curvesOfAPanel = 7

  let summary: Summary
  let protocolFile: ProtocolFile

  private var pruned: [Summary.Entry] { summary.entries.filter(\.method.isPruned) }
  private var dense: Summary.Entry? {
    summary.entries.first { $0.method == protocolFile.methods.control && !$0.method.isPruned }
  }

  /// Nil where only the chosen levels were refitted, or there is one level.
  var table: Table? {
    let levels = protocolFile.pruning.levels
    guard protocolFile.refitsEveryLevel, levels.count > 1, !pruned.isEmpty else { return nil }
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

  /// Test accuracy against compression, a curve for each method; the dense network is a dashed line.
  func figure(named fileName: String) -> Figure? {
    let entries = pruned.filter { $0.byLevel.count > 1 }
    guard protocolFile.refitsEveryLevel, !entries.isEmpty else { return nil }
    let ratios = entries.flatMap { $0.byLevel.map(\.compression) }
    guard let least = ratios.min(), let most = ratios.max(), most > least else { return nil }
    let scores = entries.flatMap { $0.byLevel.map { 100 * $0.accuracy.mean } }
    let low = max(scores.min() ?? 0, (scores.max() ?? 100) - 40)
    let panels = stride(from: 0, to: entries.count, by: Self.curvesOfAPanel).map { start in
      let own = entries[start..<min(start + Self.curvesOfAPanel, entries.count)]
      var curves = own.enumerated().map { colour, entry in
        Figure.Curve(
          label: entry.method.title, colour: start + colour, hasPoints: true,
          points: entry.byLevel.sorted { $0.compression < $1.compression }.map { level in
            Figure.Point(
              x: level.compression, y: 100 * level.accuracy.mean,
              spread: own.count > 3
                ? nil
                : level.accuracy.interval.map { 100 * $0.lowerBound...100 * $0.upperBound })
          })
      }
      if let dense, let accuracy = dense.byLevel.first?.accuracy {
        curves.append(
          Figure.Curve(
            label: dense.method.title, colour: 6, isDashed: true,
            points: [least, most].map { Figure.Point(x: $0, y: 100 * accuracy.mean) }))
      }
      return Figure.Panel(
        title: "", x: Figure.Axis(label: "compression ratio", isLogarithmic: true),
        y: Figure.Axis(
          label: "test accuracy %", range: low - 1...min(100, (scores.max() ?? 99) + 1)),
        curves: curves)
    }
    return Figure(name: "\(fileName)-tradeoff", columns: min(2, panels.count), panels: panels)
  }
}

extension Estimate {
  /// `97.4 [96.9, 97.9]` as far as a table of many columns has room: one decimal, and the interval where there is one.
  fileprivate var brief: Quantity {
    .spread(mean, plusMinus: spread.deviation, interval: interval, .percent(decimals: 1))
  }
}
