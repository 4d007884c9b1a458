import Inputs

/// Writes figures as SVG: each a picture that stands by itself, and can stand in a page of HTML beside others, since
/// nothing in it has an identifier.
struct SVGWriter: Sendable {
  /// The picture, ended by a newline; its first character is that of the element `svg`.
  func write(_ figure: Figure) -> String {
    var elements = SVGElements()
    let size: (width: Double, height: Double)
    if let ranks = figure.ranks {
      let drawing = ranks.drawing
      size = (drawing.width, drawing.height)
      elements.add(drawing)
    } else {
      let layout = FigureLayout(figure)
      size = (layout.width, layout.height)
      for panel in layout.panels { elements.add(panel, of: figure) }
      elements.add(layout.legend, at: layout.legendPlace)
    }
    let (width, height) = (size.width.rounded(.up), size.height.rounded(.up))
    let title = figure.title.isEmpty ? figure.name : figure.title
    var root = SVGElements()
    root.rectangle(
      Box(left: 0, top: 0, width: width, height: height), [("fill", "#FFFFFF")])
    let lines =
      [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"\(SVGNumber(width))\" "
          + "height=\"\(SVGNumber(height))\" viewBox=\"0 0 \(SVGNumber(width)) \(SVGNumber(height))\" "
          + "font-family=\"Helvetica, Arial, sans-serif\" direction=\"ltr\">",
        "<title>\(XMLText.escaped(title))</title>",
        "<desc>\(XMLText.escaped(FigureDescription(figure).text))</desc>",
      ] + root.lines + elements.lines + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }
}
