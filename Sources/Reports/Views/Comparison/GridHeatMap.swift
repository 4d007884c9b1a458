import Experiments
import Statistics

/// The validation accuracy of the dense network at every setting of the grid: hidden nodes against L2,
/// a panel for each batch size, learning rate and decay of it.
struct GridHeatMap {
  let summary: Summary
  let grid: Grid
  /// What the name of the picture begins with.
  let fileName: String

  /// The place of a setting within its panel.
  private struct Size: Hashable {
    let hidden: [Int]
    let l2: Double

    init(_ hidden: [Int], _ l2: Double) {
      self.hidden = hidden
      self.l2 = l2
    }
  }

  /// A number without an exponent, where that is not too long.
  private static func decimal(_ value: Double) -> String {
    let texts = (0...9).lazy.map { Formatting.fixed(value, $0) }
    return texts.first { Double($0) == value } ?? "\(value)"
  }

  /// Nil where nothing has been searched yet.
  var figure: Figure? {
    let judged = Dictionary(grouping: summary.searched, by: \.setting)
    let scores = judged.compactMapValues { MeanAndDeviation($0.map { 100 * $0.score })?.mean }
    // What halving dropped early has scores of fewer folds, and may look better than it is.
    let most = summary.searched.map(\.fits).max() ?? 0
    let best = scores.filter { judged[$0.key]?.contains { $0.fits == most } ?? false }.values.max()
    guard let best else { return nil }
    let range = Figure.HeatMap.range(of: Array(scores.values))
    // As many decimals as tell most cells apart.
    let decimals = range.upperBound - range.lowerBound < 1 ? 2 : 1
    func cell(_ setting: Setting) -> Figure.HeatMap.Cell? {
      scores[setting].map {
        Figure.HeatMap.Cell(
          value: $0, lines: [Formatting.fixed($0, decimals)],
          isOutlined: $0 == best && judged[setting]?.contains { $0.fits == most } ?? false)
      }
    }
    let panels = Dictionary(grouping: grid.settings, by: \.training).map { title, settings in
      (first: settings[0], title: title, settings: settings)
    }.sorted { $0.first < $1.first }.map { _, title, settings in
      let bySize = Dictionary(settings.map { (Size($0.hidden, $0.l2), $0) }) { first, _ in first }
      return Figure.Panel(
        title: "\(summary.dataset.name): \(title)", x: Figure.Axis(label: "hidden nodes"),
        y: Figure.Axis(label: "L2"),
        heatMap: Figure.HeatMap(
          columns: grid.hidden.map { $0.map(String.init).joined(separator: "+") },
          rows: grid.l2.map(Self.decimal),
          cells: grid.l2.map { l2 in
            grid.hidden.map { hidden in bySize[Size(hidden, l2)].flatMap(cell) }
          },
          range: range, meaning: "validation accuracy %", outlineMeaning: "the best setting"))
    }
    return Figure(
      name: "\(fileName)-grid", columns: min(3, panels.count), panels: panels)
  }
}
