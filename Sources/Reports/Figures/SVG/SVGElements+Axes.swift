extension SVGElements {
  private static let grey = "#555555"

  /// A panel with its axes, titles and marks.
  mutating func add(_ placed: FigureLayout.Placed, of figure: Figure) {
    let (layout, box) = (placed.layout, placed.box)
    let panel = layout.panel
    let isHeatMap = panel.heatMap != nil
    if !isHeatMap { addGrid(layout, box) }
    addMarks(layout.marks, box)
    if let heatMap = panel.heatMap {
      add(heatMap, panel, in: box)
    } else if !panel.bars.isEmpty {
      add(panel.bars, over: panel.zone, layout.x, in: box)
    } else {
      addCurves(of: placed, look: CurveLook(of: figure), figure)
    }
    group([("stroke", Self.grey), ("fill", "none")]) { lines in
      let corners = [(box.left, box.top), (box.left, box.bottom), (box.right, box.bottom)]
      if !isHeatMap { lines.add("path", [("d", Polyline.path(corners))]) }
      for tick in layout.x.ticks {
        let x = box.left + tick.offset
        lines.line(from: (x, box.bottom), to: (x, box.bottom + AxisLayout.tickLength))
      }
      for tick in layout.y.ticks {
        let y = box.bottom - tick.offset
        lines.line(from: (box.left - AxisLayout.tickLength, y), to: (box.left, y))
      }
    }
    addLabels(layout, box)
    text(
      layout.title, at: (box.middle.x, box.top - layout.titleGap - layout.title.height), .middle)
  }

  /// Faint lines at the ticks of the vertical axis; of the horizontal one where that has the values.
  private mutating func addGrid(_ layout: PanelLayout, _ box: Box) {
    group([("stroke", "#E4E4E4"), ("fill", "none")]) { lines in
      if layout.y.scale != nil {
        for tick in layout.y.ticks where tick.label != nil {
          let y = box.bottom - tick.offset
          lines.line(from: (box.left, y), to: (box.right, y))
        }
      } else {
        for tick in layout.x.ticks where tick.label != nil {
          let x = box.left + tick.offset
          lines.line(from: (x, box.top), to: (x, box.bottom))
        }
      }
    }
  }

  private mutating func addLabels(_ layout: PanelLayout, _ box: Box) {
    let size = FontSize.tick
    let room = AxisLayout.tickLength + AxisLayout.gap
    for tick in layout.x.ticks {
      guard let label = tick.label else { continue }
      let x = box.left + tick.offset
      if layout.x.isTurned {
        text(label, at: (x + 0.35 * size, box.bottom + room), .end, size: size, isTurned: true)
      } else {
        text(label, at: (x, box.bottom + room + 1.05 * size), .middle, size: size)
      }
    }
    for tick in layout.y.ticks {
      guard let label = tick.label else { continue }
      text(
        label, at: (box.left - room, box.bottom - tick.offset + 0.35 * size), .end, size: size)
    }
    text(
      layout.x.label,
      at: (box.middle.x, box.bottom + layout.x.thickness - layout.x.label.height), .middle)
    text(
      layout.y.label, at: (box.left - layout.y.thickness, box.middle.y), .middle, isTurned: true)
  }

  private mutating func addMarks(_ marks: MarkLabels, _ box: Box) {
    let bottoms = marks.rowBottoms
    for placed in marks.placed {
      let x = box.left + placed.x
      let labelTop = box.top - bottoms[placed.row] - placed.block.height
      let end =
        !placed.hasLeader
        ? box.top : placed.isBeside ? labelTop : labelTop + placed.block.height
      line(
        from: (x, box.bottom), to: (x, end),
        [("stroke", "#777777"), ("stroke-dasharray", "2 3"), ("fill", "none")])
      text(placed.block, at: (box.left + placed.left, labelTop), colour: "#444444")
    }
  }
}
