extension SVGElements {
  /// A drawing, whose places are from its lower left corner.
  mutating func add(_ drawing: Drawing) {
    func place(_ place: Drawing.Place) -> Polyline.Point { (place.x, drawing.height - place.y) }
    group([("stroke", "#000000"), ("fill", "none")]) { elements in
      for line in drawing.lines {
        elements.line(
          from: place(line.from), to: place(line.to), [("stroke-width", "\(SVGNumber(line.width))")]
        )
      }
    }
    for one in drawing.texts {
      let (x, y) = place(one.place)
      let anchor: Anchor =
        switch one.alignment {
        case .left: .start
        case .center: .middle
        case .right: .end
        }
      text(
        TickLabel(text: one.text, full: one.full), at: (x, y + 0.35 * FontSize.label), anchor,
        size: FontSize.label)
    }
  }
}
