/// What a figure shows, in words, for those who do not see it and where a mouse rests on it.
struct FigureDescription {
  let text: String

  init(_ figure: Figure) {
    if let ranks = figure.ranks {
      text =
        "\(ranks.title). "
        + ranks.entries.map { "\($0.name): \(Formatting.fixed($0.rank, 2))" }
        .joined(separator: "; ")
        + ". Critical difference: \(Formatting.fixed(ranks.criticalDifference, 2))."
      return
    }
    text = figure.panels.enumerated().map { index, panel in
      let number = figure.panels.count > 1 ? "Panel \(index + 1): " : ""
      return number + Self.text(of: panel)
    }.joined(separator: " ")
  }

  private static func text(of panel: Figure.Panel) -> String {
    let title = panel.title.isEmpty ? "" : "\(panel.title); "
    if let heatMap = panel.heatMap {
      return
        "\(title)\(heatMap.meaning) for \(counted(heatMap.rows.count, panel.y.label)) by \(counted(heatMap.columns.count, panel.x.label))."
    }
    if !panel.bars.isEmpty {
      return "\(title)\(panel.x.label): "
        + panel.bars.map { "\($0.label) \($0.text)" }.joined(separator: "; ") + "."
    }
    let series =
      panel.curves.map { curve in
        let name = curve.label.isEmpty ? "" : "\(curve.label), "
        return name + Formatting.counted(curve.points.count, "point")
      } + panel.references.map(text)
    return "\(title)\(panel.y.label) against \(panel.x.label): "
      + series.joined(separator: "; ") + "."
  }

  private static func counted(_ count: Int, _ label: String) -> String {
    label.isEmpty ? "\(count)" : "\(count) of \(label)"
  }

  /// `NN+CPNA: compression ratio 4, test accuracy % 97.4, 96.9 to 97.9`.
  static func text(
    of point: Figure.Point, _ curve: Figure.Curve, _ panel: Figure.Panel
  ) -> String {
    let name = curve.label.isEmpty ? "" : "\(curve.label): "
    let values =
      "\(panel.x.label) \(TickLabel.plain(point.x)), \(panel.y.label) \(TickLabel.plain(point.y))"
    return name + values + range(point.interval ?? point.spread)
  }

  static func text(of reference: Figure.Reference) -> String {
    "\(reference.label): \(TickLabel.plain(reference.y))\(range(reference.interval))"
  }

  private static func range(_ range: ClosedRange<Double>?) -> String {
    range.map { ", \(TickLabel.plain($0.lowerBound)) to \(TickLabel.plain($0.upperBound))" } ?? ""
  }
}
