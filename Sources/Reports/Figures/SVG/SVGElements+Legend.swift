extension SVGElements {
  mutating func add(_ legend: LegendLayout, at place: FigureLayout.Place) {
    for placed in legend.entries {
      let left = place.x + placed.left
      let middle = place.y + placed.top + placed.height / 2
      add(placed.entry.sample, left: left, middle: middle)
      text(
        placed.block,
        at: (
          left + placed.entry.sampleWidth + LegendLayout.sampleGap,
          middle - placed.block.height / 2
        ))
    }
  }

  private mutating func add(_ sample: LegendEntry.Sample, left: Double, middle: Double) {
    let right = left + 34
    func box(_ height: Double) -> Box {
      Box(left: left, top: middle - height / 2, width: 34, height: height)
    }
    func stroke(_ colour: String, _ dash: String = "", _ width: String = "1.6") -> Attributes {
      [("stroke", colour), ("stroke-width", width), ("fill", "none")]
        + (dash.isEmpty ? [] : [("stroke-dasharray", dash)])
    }
    switch sample {
    case .curve(let style, let isDashed, let hasMarker):
      line(
        from: (left, middle), to: (right, middle),
        stroke(style.colour, isDashed ? SeriesStyle.dashed : style.dash))
      guard hasMarker else { return }
      let path = style.marker.path(x: (left + right) / 2, y: middle, radius: 3.6)
      add("path", [("d", path)] + Self.attributes(of: style))
    case .reference(let style, let hasInterval):
      if hasInterval {
        rectangle(box(10), [("fill", style.colour), ("fill-opacity", "0.12")])
      }
      line(
        from: (left, middle), to: (right, middle),
        stroke(style.colour, style.referenceDash, "1.5"))
    case .band:
      rectangle(box(10), [("fill", "#000000"), ("fill-opacity", "0.15")])
    case .bar:
      let x = (left + right) / 2
      let path =
        Polyline.path([(x, middle - 6), (x, middle + 6)])
        + [middle - 6, middle + 6].map { Polyline.path([(x - 2.5, $0), (x + 2.5, $0)]) }.joined()
      add("path", [("d", path)] + stroke("#444444", "", "1"))
    case .colours(let colours, let low, let high):
      addColours(HeatColours(colours), low, high, left, middle)
    case .beyond:
      let path = Marker.triangleDown.path(x: (left + right) / 2, y: middle, radius: 3.2)
      add("path", [("d", path)] + Self.beyond("#444444"))
    case .outline:
      rectangle(
        Box(left: left + 8, top: middle - 6, width: 18, height: 12), Self.outline)
    case .empty:
      rectangle(
        Box(left: left + 8, top: middle - 6, width: 18, height: 12), [("fill", "#EEEEEE")])
    }
  }

  private mutating func addColours(
    _ colours: HeatColours, _ low: String, _ high: String, _ left: Double, _ middle: Double
  ) {
    let size = FontSize.tick
    text(TickLabel(text: low), at: (left, middle + 0.35 * size), size: size)
    let start = left + AdvanceWidths.width(of: low, size: size) + 4
    let count = 22
    let part = LegendEntry.coloursWidth / Double(count)
    for index in 0..<count {
      rectangle(
        Box(left: start + Double(index) * part, top: middle - 6, width: part + 0.3, height: 12),
        [("fill", colours.colour(Double(index) / Double(count - 1)))])
    }
    text(
      TickLabel(text: high), at: (start + LegendEntry.coloursWidth + 4, middle + 0.35 * size),
      size: size)
  }
}
