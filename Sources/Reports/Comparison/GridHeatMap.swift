import Protocols

/// The validation accuracy of the dense network at every setting of the grid: hidden nodes against L2,
/// a panel for each batch size, learning rate and decay of it.
struct GridHeatMap {
  let summary: Summary
  let grid: Grid
  /// What the name of the picture begins with.
  let fileName: String

  /// Below the best by more than this, in points, all cells look alike: the rest of the scale is for
  /// telling the good ones apart.
  private static let scale = 10.0

  /// Nil where nothing has been searched yet.
  var figure: Figure? {
    let judged = Dictionary(grouping: summary.searched, by: \.setting)
    let scores = judged.compactMapValues { MeanAndDeviation($0.map { 100 * $0.score })?.mean }
    // What halving gave up was judged by fewer folds, and may look better than it is.
    let most = summary.searched.map(\.fits).max() ?? 0
    let best = scores.filter { judged[$0.key]?.contains { $0.fits == most } ?? false }.values.max()
    guard let best else { return nil }
    let panels = Dictionary(grouping: grid.settings, by: \.training).map { title, settings in
      (first: settings[0], title: title, settings: settings)
    }.sorted { $0.first < $1.first }.map { _, title, settings in
      Figure.Panel(
        title: title, x: Figure.Axis(label: "hidden nodes"), y: Figure.Axis(label: "L2"),
        heatMap: Figure.HeatMap(
          columns: grid.hidden.map { $0.map(String.init).joined(separator: "+") },
          rows: grid.l2.map { "\($0)" },
          values: grid.l2.map { l2 in
            grid.hidden.map { hidden in
              settings.first { $0.hidden == hidden && $0.l2 == l2 }.flatMap { scores[$0] }
            }
          },
          range: best - Self.scale...best))
    }
    return Figure(
      name: "\(fileName)-grid", columns: min(3, panels.count), panels: panels)
  }
}
