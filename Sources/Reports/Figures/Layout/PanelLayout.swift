import Inputs

/// A panel with all that is around it.
struct PanelLayout: Hashable, Sendable {
  /// What it takes around the part with the data.
  struct Margins: Hashable, Sendable {
    var left, top, right, bottom: Double
  }

  let panel: Figure.Panel
  let width, height: Double
  let title: TextBlock
  let x, y: AxisLayout
  let marks: MarkLabels

  /// The least that titles have room on, and labels of a vertical axis.
  private static let least = (width: 150.0, height: 96.0)

  /// - Parameters:
  ///   - size: that of the part with the data, where there are curves.
  ///   - titles: those of all panels, among which each is told apart.
  init(_ panel: Figure.Panel, size: (width: Double, height: Double), titles: [String]) {
    let size = Self.size(of: panel, size)
    self.panel = panel
    (width, height) = size
    let titleWidth = max(Self.least.width, size.width)
    title =
      TextBlock.distinct(titles, size: FontSize.title, width: titleWidth, times: 3)[
        titles.firstIndex(of: panel.title) ?? 0]
    func label(_ text: String, _ width: Double) -> TextBlock {
      TextBlock.distinct([text], size: FontSize.label, width: width, times: 3)[0]
    }
    let xLabel = label(panel.x.label, titleWidth)
    let yLabel = label(panel.y.label, size.height)
    if let heatMap = panel.heatMap {
      x = AxisLayout(
        names: heatMap.columns, length: size.width, isVertical: false, label: xLabel)
      y = AxisLayout(names: heatMap.rows, length: size.height, isVertical: true, label: yLabel)
    } else if !panel.bars.isEmpty {
      x = AxisLayout(
        panel.x, values: panel.bars.flatMap(\.values) + [0], length: size.width,
        isVertical: false, label: xLabel)
      // From the top to the bottom.
      y = AxisLayout(
        names: panel.bars.map(\.label).reversed(), length: size.height, isVertical: true,
        label: yLabel)
    } else {
      let points = panel.curves.flatMap(\.points)
      x = AxisLayout(
        panel.x, values: points.map(\.x) + panel.marks.map(\.x), length: size.width,
        isVertical: false, label: xLabel)
      let bounds =
        points.flatMap { [$0.interval, $0.spread] } + panel.references.map(\.interval)
      y = AxisLayout(
        panel.y,
        values: points.map(\.y) + panel.references.map(\.y)
          + bounds.compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] },
        length: size.height, isVertical: true, label: yLabel)
    }
    let scale = x.scale
    marks = MarkLabels(
      panel.marks.compactMap { mark in
        scale?.position(of: mark.x).flatMap {
          (0...1).contains($0) ? (mark, $0 * size.width) : nil
        }
      }, width: size.width)
  }

  private static func size(
    of panel: Figure.Panel, _ size: (width: Double, height: Double)
  ) -> (width: Double, height: Double) {
    if let heatMap = panel.heatMap {
      func widest(_ texts: [String]) -> Double {
        texts.map { AdvanceWidths.width(of: $0.spellingHazards(), size: FontSize.tick) }.max() ?? 0
      }
      let lines = heatMap.cells.flatMap { $0 }.compactMap(\.?.lines)
      // Names up to a limit can stand below their columns.
      let width = max(widest(lines.flatMap { $0 }) + 12, min(90, widest(heatMap.columns) + 8))
      let cell = (width: max(36, width), height: Double(lines.map(\.count).max() ?? 1) * 14 + 12)
      return (
        max(least.width * 0.6, cell.width * Double(heatMap.columns.count)),
        max(least.height, cell.height * Double(heatMap.rows.count))
      )
    }
    if !panel.bars.isEmpty {
      return (size.width * 0.75, max(least.height, 20 * Double(panel.bars.count)))
    }
    return size
  }

  /// Between the title and the part with the data: at least as much as the label of a tick at its upper edge needs.
  var titleGap: Double {
    max(FontSize.tick, y.overhang.end, marks.height + (title.lines.isEmpty ? 0 : 5))
  }

  var margins: Margins {
    let across = x.overhang
    let along = y.overhang
    let titleOverhang = max(0, (title.width - width) / 2)
    let texts = panel.bars.map {
      AdvanceWidths.width(
        of: TextBlock($0.text, size: FontSize.tick).lines.first ?? "", size: FontSize.tick)
    }
    return Margins(
      left: max(y.thickness, across.start, titleOverhang),
      top: titleGap + title.height + 2,
      right: max(across.end, marks.end - width, titleOverhang, (texts.max() ?? -12) + 12, 4),
      bottom: max(x.thickness, along.start))
  }
}

extension Figure.Bar {
  /// What the axis has to show.
  fileprivate var values: [Double] {
    [value] + (interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
  }
}
