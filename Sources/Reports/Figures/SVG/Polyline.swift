/// Lines through points, cut to a box and without points that nobody would see.
enum Polyline {
  typealias Point = (x: Double, y: Double)

  /// The commands of a path.
  static func path(_ points: [Point]) -> String {
    var path = "M"
    for (index, point) in points.enumerated() {
      if index > 0 { path += index == 1 ? "L" : " " }
      path += "\(SVGNumber(point.x)) \(SVGNumber(point.y))"
    }
    return path
  }

  /// The parts of a line that are in `box`.
  static func clipped(_ points: [Point], to box: Box) -> [[Point]] {
    guard points.count > 1 else { return points.isEmpty ? [] : [points] }
    var parts: [[Point]] = []
    for (start, end) in zip(points, points.dropFirst()) {
      guard let (from, to) = clipped(start, end, to: box) else { continue }
      if let last = parts.last?.last, last == from {
        parts[parts.count - 1].append(to)
      } else {
        parts.append([from, to])
      }
    }
    return parts
  }

  /// Liang and Barsky: the part of a segment that is in `box`.
  private static func clipped(_ start: Point, _ end: Point, to box: Box) -> (Point, Point)? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    var (first, last) = (0.0, 1.0)
    let edges = [
      (-dx, start.x - box.left), (dx, box.right - start.x), (-dy, start.y - box.top),
      (dy, box.bottom - start.y),
    ]
    for (slope, room) in edges {
      if slope == 0 {
        if room < 0 { return nil }
      } else if slope < 0 {
        first = max(first, room / slope)
      } else {
        last = min(last, room / slope)
      }
    }
    guard first <= last else { return nil }
    func point(_ share: Double) -> Point {
      share == 0 ? start : share == 1 ? end : (start.x + share * dx, start.y + share * dy)
    }
    return (point(first), point(last))
  }

  /// Sutherland and Hodgman: the part of a polygon that is between two heights.
  static func clipped(polygon: [Point], top: Double, bottom: Double) -> [Point] {
    func cut(_ corners: [Point], at y: Double, isInside: (Point) -> Bool) -> [Point] {
      var result: [Point] = []
      for (index, corner) in corners.enumerated() {
        let previous = corners[index > 0 ? index - 1 : corners.count - 1]
        if isInside(corner) != isInside(previous) {
          let share = (y - previous.y) / (corner.y - previous.y)
          result.append((previous.x + share * (corner.x - previous.x), y))
        }
        if isInside(corner) { result.append(corner) }
      }
      return result
    }
    return cut(cut(polygon, at: top) { $0.y >= top }, at: bottom) { $0.y <= bottom }
  }

  /// Douglas and Peucker: the line with fewer points, nowhere farther from it than `tolerance`.
  static func simplified(_ points: [Point], tolerance: Double = 0.15) -> [Point] {
    guard points.count > 2 else { return points }
    var isKept = Array(repeating: false, count: points.count)
    isKept[0] = true
    isKept[points.count - 1] = true
    var pending = [(0, points.count - 1)]
    while let (first, last) = pending.popLast() {
      guard last - first > 1 else { continue }
      var farthest = (index: first, distance: tolerance * tolerance)
      for index in first + 1..<last {
        let distance = squaredDistance(points[index], points[first], points[last])
        if distance > farthest.distance { farthest = (index, distance) }
      }
      guard farthest.index > first else { continue }
      isKept[farthest.index] = true
      pending += [(first, farthest.index), (farthest.index, last)]
    }
    return zip(points, isKept).filter(\.1).map(\.0)
  }

  /// From a point to a segment.
  private static func squaredDistance(_ point: Point, _ start: Point, _ end: Point) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = dx * dx + dy * dy
    let along = (point.x - start.x) * dx + (point.y - start.y) * dy
    let share = length > 0 ? min(1, max(0, along / length)) : 0
    let (x, y) = (point.x - start.x - share * dx, point.y - start.y - share * dy)
    return x * x + y * y
  }
}
