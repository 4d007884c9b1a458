import Experiments
import Statistics

/// What each method's accuracy becomes as fewer connections are kept, where every level was refitted (ShrinkBench's
/// checklist, arXiv:2003.03033).
struct TradeOff {
  /// The curves that a picture can have without hiding one another.
  private static let curvesOfAPicture = 7

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

  /// Test accuracy against compression, a curve for each method; the dense network is a dashed line. Several pictures for
  /// many methods, all with the same axes.
  func figures(named fileName: String) -> [Figure] {
    let entries = pruned.filter { $0.byLevel.count > 1 }
    guard protocolFile.choice.refits == .every, !entries.isEmpty else { return [] }
    let ratios = entries.flatMap { $0.byLevel.map(\.compression) }
    guard let least = ratios.min(), let most = ratios.max(), most > least else { return [] }
    let scores = entries.flatMap { $0.byLevel.map { 100 * $0.accuracy.mean } }
    let best = scores.max() ?? 100
    // Far below the best all collapsed networks look alike.
    let range = max(0, max(scores.min() ?? 0, best - 30) - 1)...min(100, best + 1)
    let starts = Array(stride(from: 0, to: entries.count, by: Self.curvesOfAPicture))
    return starts.enumerated().map { number, start in
      let own = entries[start..<min(start + Self.curvesOfAPicture, entries.count)]
      let panel = Figure.Panel(
        title: summary.dataset.title,
        x: Figure.Axis(
          label: "compression ratio", isLogarithmic: true, range: 0.9 * least...1.1 * most,
          ticks: [1, 2, 4, 8, 16, 32, 64, 128].filter { (0.9 * least...1.1 * most).contains($0) }),
        y: Figure.Axis(label: "test accuracy %", range: range),
        curves: own.enumerated().map { curve(of: $1, colour: $0) }
          + reference(from: least, to: most))
      return Figure(
        name: starts.count > 1 ? "\(fileName)-tradeoff-\(number + 1)" : "\(fileName)-tradeoff",
        columns: 1, panels: [panel])
    }
  }

  private func curve(of entry: Summary.Entry, colour: Int) -> Figure.Curve {
    Figure.Curve(
      label: entry.method.title, colour: colour < 6 ? colour : 7, hasPoints: true,
      points: entry.byLevel.sorted { $0.compression < $1.compression }.map { level in
        Figure.Point(
          x: level.compression, y: 100 * level.accuracy.mean,
          spread: level.accuracy.interval.map { 100 * $0.lowerBound...100 * $0.upperBound })
      })
  }

  private func reference(from least: Double, to most: Double) -> [Figure.Curve] {
    guard let dense, let accuracy = dense.byLevel.first?.accuracy else { return [] }
    return [
      Figure.Curve(
        label: dense.method.title, colour: 6, isDashed: true,
        points: [least, most].map { Figure.Point(x: $0, y: 100 * accuracy.mean) })
    ]
  }
}

extension Estimate {
  /// `97.4 [96.9, 97.9]` as far as a table of many columns has room: one decimal, and the interval where there is one.
  fileprivate var brief: Quantity {
    .spread(mean, plusMinus: spread.deviation, interval: interval, .percent(decimals: 1))
  }
}
