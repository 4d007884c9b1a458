extension SVGElements {
  /// Horizontal bars, or points in their intervals, from the top to the bottom, with their values behind them.
  /// - Parameter zone: shaded behind them.
  mutating func add(
    _ bars: [Figure.Bar], over zone: ClosedRange<Double>?, _ axis: AxisLayout, in box: Box
  ) {
    guard let scale = axis.scale else { return }
    /// Within the panel.
    func x(_ value: Double) -> Double {
      box.left + min(1, max(0, scale.position(of: value) ?? 0)) * box.width
    }
    if let zone {
      rectangle(
        Box(
          left: x(zone.lowerBound), top: box.top,
          width: x(zone.upperBound) - x(zone.lowerBound), height: box.height),
        [("fill", "#000000"), ("fill-opacity", "0.10")])
    }
    let isOfPoints = bars.contains { $0.interval != nil }
    if isOfPoints {
      line(from: (x(0), box.top), to: (x(0), box.bottom), [("stroke", "#777777")])
    }
    let height = box.height / Double(bars.count)
    for (index, bar) in bars.enumerated() {
      let top = box.top + Double(index) * height
      let middle = top + height / 2
      if isOfPoints {
        add(pointOf: bar, x, at: middle)
      } else {
        rectangle(
          Box(
            left: min(x(0), x(bar.value)), top: top + 0.15 * height,
            width: abs(x(bar.value) - x(0)), height: 0.7 * height),
          [("fill", SeriesStyle(0).colour)], title: "\(bar.label): \(bar.text)")
      }
      text(
        TickLabel(text: TextBlock(bar.text, size: FontSize.tick).lines.first ?? ""),
        at: (box.right + 8, middle + 0.35 * FontSize.tick), size: FontSize.tick)
    }
  }

  private mutating func add(pointOf bar: Figure.Bar, _ x: (Double) -> Double, at middle: Double) {
    let style = SeriesStyle(0)
    if let interval = bar.interval {
      let (start, end) = (x(interval.lowerBound), x(interval.upperBound))
      let path =
        Polyline.path([(start, middle), (end, middle)])
        + [start, end].map { Polyline.path([($0, middle - 3), ($0, middle + 3)]) }.joined()
      add(
        "path", [("d", path), ("stroke", style.colour), ("stroke-width", "1.5"), ("fill", "none")])
    }
    add(
      "path",
      [("d", style.marker.path(x: x(bar.value), y: middle, radius: 3.6)), ("fill", style.colour)],
      title: "\(bar.label): \(bar.text)")
  }
}
