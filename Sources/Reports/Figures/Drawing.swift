/// A picture of lines and texts, in points from its lower left corner.
struct Drawing: Hashable, Sendable {
  /// A straight line.
  struct Line: Hashable, Sendable {
    let from, to: Place
    var width = 1.0
  }

  /// A line of text, whose middle is as high as its place.
  struct Text: Hashable, Sendable {
    enum Alignment: Hashable, Sendable {
      /// The text begins at its place, has it in its middle, or ends there.
      case left, center, right
    }
    let text: String
    let place: Place
    let alignment: Alignment
    /// The whole text, where it is shortened.
    let full: String?
  }

  struct Place: Hashable, Sendable {
    let x, y: Double
  }

  let width, height: Double
  private(set) var lines: [Line] = []
  private(set) var texts: [Text] = []

  /// A picture with nothing on it.
  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func add(
    lineFrom from: (x: Double, y: Double), to: (x: Double, y: Double), width: Double = 1
  ) {
    lines.append(
      Line(from: Place(x: from.x, y: from.y), to: Place(x: to.x, y: to.y), width: width))
  }

  mutating func add(
    _ text: String, at place: (x: Double, y: Double), _ alignment: Text.Alignment,
    full: String? = nil
  ) {
    texts.append(
      Text(
        text: text, place: Place(x: place.x, y: place.y), alignment: alignment,
        full: full == text ? nil : full))
  }
}
