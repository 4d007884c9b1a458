import Testing

@testable import Reports

struct PolylineTests {
  let box = Box(left: 0, top: 0, width: 10, height: 10)

  @Test func linesAreCutToTheBox() {
    let parts = Polyline.clipped([(-5, 5), (5, 5), (5, 25), (8, 25), (8, 5)], to: box)
    #expect(parts.count == 2)
    #expect(parts.map { Polyline.path($0) } == ["M0 5L5 5 5 10", "M8 10L8 5"])
    #expect(Polyline.clipped([(20, 20), (30, 30)], to: box).isEmpty)
    #expect(Polyline.clipped([], to: box).isEmpty)
  }

  @Test func bandsAreCutAtHeights() {
    let corners = Polyline.clipped(
      polygon: [(0, -5), (10, 5), (10, 15), (0, 15)], top: 0, bottom: 10)
    #expect(Polyline.path(corners) == "M0 10L0 0 5 0 10 5 10 10")
  }

  @Test func pointsOnALineAreLeftOut() {
    let line = (0...100).map { (x: Double($0), y: 2 * Double($0)) }
    #expect(Polyline.path(Polyline.simplified(line)) == "M0 0L100 200")
    let bent = line + [(x: 101, y: 0)]
    #expect(Polyline.path(Polyline.simplified(bent)) == "M0 0L100 200 101 0")
    #expect(Polyline.simplified([(1, 1), (1, 1), (1, 1)]).count == 2)
  }

  @Test(arguments: [
    (0, "0"), (1.005, "1"), (-0.004, "0"), (12.5, "12.5"), (-3.07, "-3.07"), (2.999, "3"),
    (Double.nan, "0"), (1e300, "0"), (123_456.78, "123456.78"),
  ])
  func coordinatesHaveTwoDecimals(value: Double, text: String) {
    #expect("\(SVGNumber(value))" == text)
  }
}
