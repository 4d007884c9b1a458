/// Where the panels and the legend of a figure are, and how large its picture is: as large as they need.
struct FigureLayout: Hashable, Sendable {
  struct Placed: Hashable, Sendable {
    let layout: PanelLayout
    /// The part with the data.
    let box: Box
  }

  let panels: [Placed]
  let legend: LegendLayout
  /// The upper left corner of the legend.
  let legendPlace: Place
  let width, height: Double

  struct Place: Hashable, Sendable {
    let x, y: Double
  }

  private static let margin = 12.0
  private static let gap = (width: 22.0, height: 16.0)
  /// The room of a legend below panels that are narrower.
  private static let leastLegend = 440.0

  init(_ figure: Figure) {
    let columns = max(1, min(figure.columns, figure.panels.count))
    let size =
      switch columns {
      case 1: (width: 460.0, height: 290.0)
      case 2: (width: 300.0, height: 210.0)
      case 3: (width: 215.0, height: 165.0)
      default: (width: 180.0, height: 140.0)
      }
    let titles = figure.panels.map(\.title)
    let layouts = figure.panels.map { PanelLayout($0, size: size, titles: titles) }
    let rows = (layouts.count + columns - 1) / columns
    func most(_ part: (PanelLayout) -> Double, column: Int? = nil, row: Int? = nil) -> Double {
      layouts.enumerated().filter { index, _ in
        (column.map { index % columns == $0 } ?? true)
          && (row.map { index / columns == $0 } ?? true)
      }.map { part($0.element) }.max() ?? 0
    }
    var lefts: [Double] = []
    var end = Self.margin
    for column in 0..<columns {
      if column > 0 { end += Self.gap.width }
      lefts.append(end + most(\.margins.left, column: column))
      // The rest of a panel that is wider than its neighbours above and below.
      end = lefts[column] + most({ $0.width + $0.margins.right }, column: column)
    }
    let ends = end
    var tops: [Double] = []
    end = Self.margin
    for row in 0..<rows {
      if row > 0 { end += Self.gap.height }
      tops.append(end + most(\.margins.top, row: row))
      end = tops[row] + most({ $0.height + $0.margins.bottom }, row: row)
    }
    let content = ends + Self.margin
    legend = LegendLayout(
      LegendEntry.entries(of: figure), width: max(Self.leastLegend, content - 2 * Self.margin))
    width = max(content, legend.width + 2 * Self.margin)
    let middle = (width - content) / 2
    panels = layouts.enumerated().map { index, layout in
      Placed(
        layout: layout,
        box: Box(
          left: middle + lefts[index % columns], top: tops[index / columns], width: layout.width,
          height: layout.height))
    }
    let hasLegend = !legend.entries.isEmpty
    legendPlace = Place(x: (width - legend.width) / 2, y: end + (hasLegend ? 14 : 0))
    height = legendPlace.y + legend.height + Self.margin
  }
}
