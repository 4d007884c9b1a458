import Testing

@testable import Reports

/// Heat maps and bars, and the figures that are made of them.
struct TableFigureTests {
  @Test func aConfusionMatrixHasCountsAndShares() throws {
    let figure = ConfusionFigure(classes: ["no", "yes"], counts: [[30, 10], [0, 5]])
      .figure(named: "confusion", title: "A set")
    let map = try #require(figure.panels.first?.heatMap)
    #expect(map.columns == ["no", "yes"] && map.rows == ["yes", "no"])
    #expect(map.cells[1].map { $0?.lines } == [["30", "75.0 %"], ["10", "25.0 %"]])
    #expect(map.cells[0].map { $0?.value } == [0, 100])
    #expect(map.cells.map { $0.map { $0?.isOutlined } } == [[false, true], [true, false]])
    let picture = try #require(Picture(SVGWriter().write(figure)))
    #expect(picture.faults.isEmpty)
    for text in ["75.0 %", "predicted class", "true class", "A set", "predicted right"] {
      #expect(picture.texts.contains { $0.content == text }, "\(text)")
    }
    let empty = ConfusionFigure(classes: ["a", "b"], counts: [[0, 0], [1, 2]])
    #expect(empty.figure(named: "empty").panels[0].heatMap?.cells[1][0]?.lines == ["0"])
  }

  @Test func theFeaturesThatAreKeptAreNamed() throws {
    let features = (0..<30).map { KeptFeatureFigure.Feature(name: "f\($0)", count: $0 % 10) }
    let kept = KeptFeatureFigure(features: features, networks: 9)
    let figure = kept.figure(named: "features", limit: 5)
    let bars = try #require(figure.panels.first?.bars)
    #expect(bars.map(\.label) == ["f9", "f19", "f29", "f8", "f18", "25 others"])
    #expect(bars[0].value == 100 && bars[0].text == "9 of 9" && bars[5].text == "mean 3.7")
    #expect(Picture(SVGWriter().write(figure))?.faults == [])
    // One that would be left alone is named.
    #expect(kept.figure(named: "all", limit: 29).panels[0].bars.count == 30)
    #expect(
      KeptFeatureFigure(features: [], networks: 0).figure(named: "none").panels[0].bars.isEmpty)
  }

  /// A point where its value is, from end to end of its interval, before what is shaded.
  @Test func pointsStandInTheirIntervals() throws {
    let panel = Figure.Panel(
      title: "10×", x: Figure.Axis(label: "points", range: -4...4), y: Figure.Axis(label: ""),
      bars: [
        Figure.Bar(label: "one", value: -2, text: "-2.00", interval: -3...1),
        Figure.Bar(label: "two", value: 2, text: "+2.00"),
      ], zone: -0.5...0.5)
    let figure = Figure(name: "losses", columns: 1, panels: [panel])
    let layout = try #require(FigureLayout(figure).panels.first)
    func x(_ value: Double) -> SVGNumber {
      SVGNumber(layout.box.left + (value + 4) / 8 * layout.box.width)
    }
    let svg = SVGWriter().write(figure)
    let start = x(-3), end = x(1)
    let middle = SVGNumber(layout.box.top + layout.box.height / 4)
    #expect(svg.contains("d=\"M\(start) \(middle)L\(end) \(middle)"))
    #expect(svg.contains("<rect x=\"\(x(-0.5))\""))
    #expect(svg.contains("<title>one: -2.00</title>") && svg.contains("<title>two: +2.00</title>"))
    #expect(Picture(svg)?.faults == [])
    #expect(figure.csv.contains("1,points,one,-2.0,-3.0,1.0"))
  }

  /// Half of the cells have the upper half of the colours, whatever collapsed.
  @Test func aCollapsedCellDoesNotHideDifferences() {
    typealias Map = Figure.HeatMap
    #expect(Map.range(of: [83.3, 83.6]) == 83.3...83.6)
    #expect(Map.range(of: [10, 94, 95, 96, 97]) == 93...97)
    #expect(Map.range(of: [90, 97, 97, 97]) == 90...97)
    #expect(Map.range(of: [.nan]) == 0...1 && Map.range(of: [5, 5]) == 4.5...5.5)
    let colours = HeatColours(.scores)
    #expect(colours.colour(0) == "#440154" && colours.colour(1) == "#FDE725")
    #expect(colours.textColour(0) == "#FFFFFF" && colours.textColour(1) == "#000000")
    #expect(colours.colour(.nan) == "#440154" && colours.colour(2) == "#FDE725")
  }

  @Test func dataAreWrittenBesideAPicture() {
    let panel = Figure.Panel(
      title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"),
      curves: [
        Figure.Curve(
          label: "a, b", colour: 0, points: [Figure.Point(x: 1, y: 2.5, interval: 2...3)])
      ], references: [Figure.Reference(label: "dense", colour: 1, y: 4)])
    let map = Figure.Panel(
      title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"),
      heatMap: Figure.HeatMap(
        columns: ["16", "32"], rows: ["0.1"],
        cells: [[nil, Figure.HeatMap.Cell(value: 90, lines: ["90.0"])]], range: 0...100,
        meaning: "accuracy"))
    let figure = Figure(name: "data", columns: 2, panels: [panel, map])
    #expect(
      figure.csv == """
        panel,series,x,y,lower,upper
        1,"a, b",1.0,2.5,2.0,3.0
        1,dense,,4.0,,
        2,0.1,32,90.0,,

        """)
  }
}
