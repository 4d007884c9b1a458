extension SVGElements {
  /// A point of a curve, where it is in the picture.
  private struct Placed {
    let index: Int
    let point: Figure.Point
    let place: Polyline.Point
  }

  /// References, bands, lines, bars and points of a panel.
  mutating func addCurves(
    of placed: FigureLayout.Placed, look: CurveLook, _ figure: Figure
  ) {
    let panel = placed.layout.panel
    guard let x = placed.layout.x.scale, let y = placed.layout.y.scale else { return }
    let box = placed.box
    func height(_ value: Double) -> Double? {
      y.position(of: value).map { box.bottom - $0 * box.height }
    }
    for reference in panel.references { add(reference, box, height) }
    let shifts = Self.shifts(panel.curves) { x.position(of: $0).map { $0 * box.width } }
    let curves = zip(panel.curves, shifts).map { curve, shift in
      curve.points.enumerated().map { index, point -> Placed? in
        guard let x = x.position(of: point.x), let y = height(point.y) else { return nil }
        return Placed(index: index, point: point, place: (box.left + x * box.width + shift, y))
      }
    }
    if look.hasBands {
      for (curve, points) in zip(panel.curves, curves) { addBand(curve, points, box, height) }
    }
    for (curve, points) in zip(panel.curves, curves) {
      addLine(curve, points, box)
      addBars(curve, points, box, height)
      addPoints(curve, points, look, panel, box)
    }
  }

  /// How far each curve is moved to the right, so that bars through points of the same place stand side by side.
  private static func shifts(
    _ curves: [Figure.Curve], _ place: (Double) -> Double?
  ) -> [Double] {
    let barred = curves.indices.filter { curves[$0].points.contains { $0.interval != nil } }
    let places = barred.flatMap { index in
      curves[index].points.compactMap { place($0.x) }.map { (place: $0, index: index) }
    }.sorted { $0.place < $1.place }
    let isShared = zip(places, places.dropFirst()).contains {
      $0.index != $1.index && $1.place - $0.place < 5
    }
    var shifts = Array(repeating: 0.0, count: curves.count)
    guard isShared else { return shifts }
    for (number, index) in barred.enumerated() {
      shifts[index] = 5 * (Double(number) - Double(barred.count - 1) / 2)
    }
    return shifts
  }

  private mutating func add(
    _ reference: Figure.Reference, _ box: Box, _ height: (Double) -> Double?
  ) {
    let style = SeriesStyle(reference.colour)
    guard let y = height(reference.y), (box.top...box.bottom).contains(y) else { return }
    let title = FigureDescription.text(of: reference)
    if let interval = reference.interval, let top = height(interval.upperBound),
      let bottom = height(interval.lowerBound)
    {
      let (top, bottom) = (max(top, box.top), min(bottom, box.bottom))
      rectangle(
        Box(left: box.left, top: top, width: box.width, height: max(0, bottom - top)),
        [("fill", style.colour), ("fill-opacity", "0.12")], title: title)
    }
    let line = Polyline.path([(box.left, y), (box.right, y)])
    add(
      "path",
      [
        ("d", line), ("stroke", style.colour), ("stroke-width", "1.5"),
        ("stroke-dasharray", style.referenceDash), ("fill", "none"),
      ], title: title)
  }

  private mutating func addBand(
    _ curve: Figure.Curve, _ points: [Placed?], _ box: Box, _ height: (Double) -> Double?
  ) {
    let edges = points.map { placed -> (x: Double, top: Double, bottom: Double)? in
      guard let placed, let spread = placed.point.spread,
        let top = height(spread.upperBound), let bottom = height(spread.lowerBound)
      else { return nil }
      return (placed.place.x, top, bottom)
    }
    for run in edges.split(whereSeparator: { $0 == nil }) {
      let edges = run.compactMap(\.self)
      let corners = edges.map { ($0.x, $0.top) } + edges.reversed().map { ($0.x, $0.bottom) }
      let band = Polyline.clipped(polygon: corners, top: box.top, bottom: box.bottom)
      guard band.count > 2 else { continue }
      add(
        "path",
        [
          ("d", Polyline.path(band) + "z"), ("fill", SeriesStyle(curve.colour).colour),
          ("fill-opacity", "0.15"),
        ])
    }
  }

  private mutating func addLine(_ curve: Figure.Curve, _ points: [Placed?], _ box: Box) {
    let style = SeriesStyle(curve.colour)
    let dash = curve.isDashed ? SeriesStyle.dashed : style.dash
    let path = points.split(whereSeparator: { $0 == nil }).flatMap { run in
      Polyline.clipped(run.compactMap { $0?.place }, to: box)
    }.filter { $0.count > 1 }.map { Polyline.path(Polyline.simplified($0)) }.joined()
    guard !path.isEmpty else { return }
    var attributes: Attributes = [
      ("d", path), ("stroke", style.colour), ("stroke-width", "1.6"),
      ("stroke-linejoin", "round"), ("fill", "none"),
    ]
    if !dash.isEmpty { attributes.append(("stroke-dasharray", dash)) }
    add("path", attributes, title: curve.label)
  }

  private mutating func addBars(
    _ curve: Figure.Curve, _ points: [Placed?], _ box: Box, _ height: (Double) -> Double?
  ) {
    let path = points.compactMap { placed -> String? in
      guard let placed, let interval = placed.point.interval,
        let top = height(interval.upperBound), let bottom = height(interval.lowerBound),
        top <= box.bottom, bottom >= box.top
      else { return nil }
      let x = placed.place.x
      var path = Polyline.path([(x, max(top, box.top)), (x, min(bottom, box.bottom))])
      // An end that is beyond the panel has no cap.
      for end in [top, bottom] where (box.top...box.bottom).contains(end) {
        path += Polyline.path([(x - 2.5, end), (x + 2.5, end)])
      }
      return path
    }.joined()
    guard !path.isEmpty else { return }
    add("path", [("d", path), ("stroke", SeriesStyle(curve.colour).colour), ("fill", "none")])
  }

  /// The marks of points, and what is shown where a mouse rests on one; of lines without marks on a few points.
  private mutating func addPoints(
    _ curve: Figure.Curve, _ points: [Placed?], _ look: CurveLook, _ panel: Figure.Panel,
    _ box: Box
  ) {
    let style = SeriesStyle(curve.colour)
    let step = max(1, points.count / 24)
    let inside = points.compactMap(\.self).filter {
      (box.top - 0.5...box.bottom + 0.5).contains($0.place.y)
        && (box.left - 9...box.right + 9).contains($0.place.x)
    }
    let (marked, plain) = (
      inside.filter { look.isMarked($0.index, of: curve) },
      inside.filter { !look.isMarked($0.index, of: curve) && $0.index % step == 0 }
    )
    group([("fill-opacity", "0")]) { elements in
      for placed in plain {
        elements.add(
          "circle",
          [
            ("cx", "\(SVGNumber(placed.place.x))"), ("cy", "\(SVGNumber(placed.place.y))"),
            ("r", "4"),
          ], title: FigureDescription.text(of: placed.point, curve, panel))
      }
    }
    for placed in points.compactMap(\.self)
    where curve.hasPoints && placed.place.y > box.bottom + 0.5 {
      add(
        "path",
        [
          (
            "d",
            Marker.triangleDown.path(x: placed.place.x, y: box.bottom - 5, radius: 3.2)
          )
        ] + Self.beyond(style.colour),
        title: FigureDescription.text(of: placed.point, curve, panel))
    }
    group(Self.attributes(of: style)) { elements in
      for placed in marked {
        let path = style.marker.path(
          x: placed.place.x, y: placed.place.y, radius: curve.points.count == 1 ? 4.5 : 3.2)
        elements.add(
          "path", [("d", path)],
          title: FigureDescription.text(of: placed.point, curve, panel))
      }
    }
  }

  /// Those of the mark of a point that is below its panel.
  static func beyond(_ colour: String) -> Attributes {
    [("fill", "#FFFFFF"), ("stroke", colour), ("stroke-width", "1.3")]
  }

  /// Those of the marks of a series.
  static func attributes(of style: SeriesStyle) -> Attributes {
    [
      ("fill", style.marker.isFilled ? style.colour : "#FFFFFF"), ("stroke", style.colour),
      ("stroke-width", style.marker.isFilled ? "0.5" : "1.3"),
    ]
  }
}
