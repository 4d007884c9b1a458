extension SVGElements {
  /// The cells of a heat map.
  mutating func add(_ heatMap: Figure.HeatMap, _ panel: Figure.Panel, in box: Box) {
    let colours = HeatColours(heatMap.colours)
    let span = heatMap.range.upperBound - heatMap.range.lowerBound
    let size = (
      width: box.width / Double(max(1, heatMap.columns.count)),
      height: box.height / Double(max(1, heatMap.rows.count))
    )
    func place(_ row: Int, _ column: Int) -> Box {
      Box(
        left: box.left + Double(column) * size.width,
        top: box.bottom - Double(row + 1) * size.height, width: size.width, height: size.height)
    }
    var outlined: [Box] = []
    for (row, cells) in heatMap.cells.enumerated().prefix(heatMap.rows.count) {
      for (column, cell) in cells.enumerated().prefix(heatMap.columns.count) {
        let place = place(row, column)
        let names =
          "\(panel.x.label) \(heatMap.columns[column]), \(panel.y.label) \(heatMap.rows[row])"
        guard let cell, cell.value.isFinite else {
          rectangle(
            place, [("fill", "#EEEEEE"), ("stroke", "#FFFFFF")], title: "\(names): no value")
          continue
        }
        let share = span > 0 ? (cell.value - heatMap.range.lowerBound) / span : 1
        rectangle(
          place, [("fill", colours.colour(share)), ("stroke", "#FFFFFF")],
          title: "\(names): \(cell.lines.joined(separator: ", "))")
        if cell.isOutlined { outlined.append(place) }
        let line = 14.0
        let first = place.middle.y - line * Double(cell.lines.count - 1) / 2
        for (index, words) in cell.lines.enumerated() {
          text(
            TickLabel(text: words),
            at: (place.middle.x, first + Double(index) * line + 0.35 * FontSize.tick), .middle,
            size: FontSize.tick, colour: colours.textColour(share))
        }
      }
    }
    for place in outlined {
      rectangle(
        Box(
          left: place.left + 1.5, top: place.top + 1.5, width: place.width - 3,
          height: place.height - 3), Self.outline)
    }
  }

  /// Seen on every colour: black beside white.
  static let outline: Attributes = [
    ("fill", "none"), ("stroke", "#000000"), ("stroke-width", "2"),
  ]
}
