/// A rectangle, in points from the upper left corner of a picture.
struct Box: Hashable, Sendable {
  let left, top, right, bottom: Double

  init(left: Double, top: Double, width: Double, height: Double) {
    self.left = left
    self.top = top
    right = left + width
    bottom = top + height
  }

  var width: Double { right - left }
  var height: Double { bottom - top }
  var middle: (x: Double, y: Double) { ((left + right) / 2, (top + bottom) / 2) }
}
