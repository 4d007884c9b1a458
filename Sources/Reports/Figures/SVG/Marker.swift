/// The shapes of points.
enum Marker: CaseIterable, Hashable, Sendable {
  case circle, square, triangle, triangleDown, diamond, cross, openCircle, openSquare

  var isFilled: Bool {
    switch self {
    case .circle, .square, .triangle, .triangleDown, .diamond: true
    case .cross, .openCircle, .openSquare: false
    }
  }

  /// The commands of a path about `x`, `y`.
  func path(x: Double, y: Double, radius: Double) -> String {
    let r = radius
    switch self {
    case .circle, .openCircle:
      let arc = "a\(SVGNumber(r)) \(SVGNumber(r)) 0 1 0 "
      return "M\(SVGNumber(x - r)) \(SVGNumber(y))\(arc)\(SVGNumber(2 * r)) 0"
        + "\(arc)\(SVGNumber(-2 * r)) 0z"
    case .square, .openSquare:
      return Self.closed([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)])
    case .triangle:
      return Self.closed([(x, y - 1.2 * r), (x + 1.1 * r, y + 0.8 * r), (x - 1.1 * r, y + 0.8 * r)])
    case .triangleDown:
      return Self.closed([(x, y + 1.2 * r), (x + 1.1 * r, y - 0.8 * r), (x - 1.1 * r, y - 0.8 * r)])
    case .diamond:
      return Self.closed([(x, y - 1.3 * r), (x + 1.3 * r, y), (x, y + 1.3 * r), (x - 1.3 * r, y)])
    case .cross:
      return Polyline.path([(x - r, y - r), (x + r, y + r)])
        + Polyline.path([(x - r, y + r), (x + r, y - r)])
    }
  }

  private static func closed(_ corners: [Polyline.Point]) -> String {
    Polyline.path(corners) + "z"
  }
}
