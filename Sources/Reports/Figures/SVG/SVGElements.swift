import Inputs

/// Elements of SVG, in the order in which they are drawn.
struct SVGElements {
  typealias Attributes = [(name: String, value: String)]

  enum Anchor: String {
    case start, middle, end
  }

  private(set) var lines: [String] = []

  /// Our own values need no escapes: they are numbers, colours and words.
  private static func start(_ name: String, _ attributes: Attributes) -> String {
    "<" + name + attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
  }

  /// - Parameter title: what is shown where a mouse rests on it.
  mutating func add(_ name: String, _ attributes: Attributes, title: String = "") {
    let start = Self.start(name, attributes)
    lines.append(title.isEmpty ? start + "/>" : "\(start)>\(Self.title(title))</\(name)>")
  }

  /// What `content` adds, with attributes that it has in common.
  mutating func group(_ attributes: Attributes, _ content: (inout SVGElements) -> Void) {
    var elements = SVGElements()
    content(&elements)
    guard !elements.lines.isEmpty else { return }
    lines += [Self.start("g", attributes) + ">"] + elements.lines + ["</g>"]
  }

  mutating func line(from: Polyline.Point, to: Polyline.Point, _ attributes: Attributes = []) {
    add("path", [("d", Polyline.path([from, to]))] + attributes)
  }

  mutating func rectangle(_ box: Box, _ attributes: Attributes, title: String = "") {
    let place = [
      ("x", box.left), ("y", box.top), ("width", box.width), ("height", box.height),
    ].map { (name: $0, value: "\(SVGNumber($1))") }
    add("rect", place + attributes, title: title)
  }

  /// A line of text.
  /// - Parameters:
  ///   - place: the start, middle or end of the line that it stands on.
  ///   - isTurned: whether it is written upwards.
  mutating func text(
    _ label: TickLabel, at place: Polyline.Point, _ anchor: Anchor = .start, size: Double,
    colour: String = SVGElements.ink, isTurned: Bool = false
  ) {
    guard !label.text.isEmpty else { return }
    let (x, y) = ("\(SVGNumber(place.x))", "\(SVGNumber(place.y))")
    var attributes: Attributes = [
      ("x", x), ("y", y), ("font-size", "\(SVGNumber(size))"), ("fill", colour),
    ]
    if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
    if isTurned { attributes.append(("transform", "rotate(-90 \(x) \(y))")) }
    var content = label.full.map(Self.title) ?? ""
    content += XMLText.escaped(label.text)
    if let exponent = label.exponent {
      let small = SVGNumber(size * TickLabel.exponentSize)
      content +=
        "<tspan dy=\"\(SVGNumber(-0.4 * size))\" font-size=\"\(small)\">\(XMLText.escaped(exponent))</tspan>"
    }
    lines.append("\(Self.start("text", attributes))>\(content)</text>")
  }

  /// The lines of a text, one below the other.
  /// - Parameter place: above the start, middle or end of the first line; where it is turned, left of it.
  mutating func text(
    _ block: TextBlock, at place: Polyline.Point, _ anchor: Anchor = .start,
    colour: String = SVGElements.ink, isTurned: Bool = false
  ) {
    for (index, line) in block.lines.enumerated() {
      let down = TextBlock.ascent * block.size + Double(index) * block.lineHeight
      text(
        TickLabel(text: line, full: block.full),
        at: isTurned ? (place.x + down, place.y) : (place.x, place.y + down), anchor,
        size: block.size, colour: colour, isTurned: isTurned)
    }
  }

  private static func title(_ text: String) -> String {
    "<title>\(XMLText.escaped(text))</title>"
  }

  static let ink = "#222222"
}
