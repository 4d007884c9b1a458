import Foundation
import Inputs
import TestSupport
import Testing

@testable import Reports

/// Pictures as they are read: every text is in the picture, and on nothing else.
struct PictureTests {
  static let elements: Set = [
    "svg", "title", "desc", "rect", "path", "g", "text", "tspan", "circle",
  ]

  @Test(arguments: 0..<8)
  func textsKeepApart(batch: UInt64) throws {
    for seed in 0..<25 {
      var drawn = DrawnFigures(seed: batch * 1000 + UInt64(seed))
      let svg = SVGWriter().write(drawn.figure())
      let picture = try #require(Picture(svg), "seed \(seed): not well-formed")
      #expect(picture.faults.isEmpty, "seed \(seed): \(picture.faults.prefix(3))")
      #expect(picture.elements.isSubset(of: Self.elements))
      #expect(!picture.attributes.contains("id"))
      #expect(!svg.contains("=\"nan\"") && !svg.contains("=\"inf\""))
    }
  }

  @Test func picturesAreTheSameEachTime() {
    func texts() -> [String] {
      var drawn = DrawnFigures(seed: 5)
      return (0..<20).map { _ in SVGWriter().write(drawn.figure()) }
    }
    #expect(texts() == texts())
  }

  @Test func aPictureSaysWhatItIs() throws {
    let figure = Figure(
      name: "one", columns: 1,
      panels: [
        Figure.Panel(
          title: "A set", x: Figure.Axis(label: "epoch"), y: Figure.Axis(label: "loss"),
          curves: [
            Figure.Curve(
              label: "NN", colour: 0, hasPoints: true,
              points: [Figure.Point(x: 1, y: 0.5, interval: 0.25...0.75)])
          ])
      ], title: "The loss", barMeaning: "95 % interval")
    let svg = SVGWriter().write(figure)
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width="))
    #expect(svg.contains("viewBox=\"0 0 ") && svg.contains("<title>The loss</title>"))
    #expect(svg.contains("<desc>A set; loss against epoch: NN, one point.</desc>"))
    #expect(svg.contains("font-family=\"Helvetica, Arial, sans-serif\""))
    #expect(svg.contains("<title>NN: epoch 1, loss 0.5, 0.25 to 0.75</title>"))
    let picture = try #require(Picture(svg))
    for text in ["A set", "epoch", "loss", "NN", "95 % interval"] {
      #expect(picture.texts.contains { $0.content == text }, "\(text)")
    }
  }

  /// Hostile texts are texts: nothing of them is an element.
  @Test func hostileTextsAreTexts() throws {
    let texts = HostileTexts.all(drawn: 200, seed: 6)
    for (index, text) in texts.enumerated() {
      let panel = Figure.Panel(
        title: text, x: Figure.Axis(label: text), y: Figure.Axis(label: text),
        curves: [
          Figure.Curve(
            label: text, colour: 0, hasPoints: true,
            points: [Figure.Point(x: 0, y: 0), Figure.Point(x: 1, y: 1)])
        ], references: [Figure.Reference(label: text, colour: 1, y: 0.5)],
        marks: [Figure.Mark(x: 0.5, label: text)])
      let map = Figure.Panel(
        title: text, x: Figure.Axis(label: text), y: Figure.Axis(label: text),
        heatMap: Figure.HeatMap(
          columns: [text], rows: [text], cells: [[Figure.HeatMap.Cell(value: 1, lines: [text])]],
          range: 0...1, meaning: text))
      let bars = Figure.Panel(
        title: text, x: Figure.Axis(label: text), y: Figure.Axis(label: text),
        bars: [Figure.Bar(label: text, value: 1, text: String(text.prefix(20)))])
      let figure = Figure(
        name: "hostile", columns: 2, panels: [panel, map, bars], title: text, bandMeaning: text)
      let ranks = Figure(
        name: "ranks", columns: 1,
        ranks: RankDiagram(
          [1.0, 2].map { RankDiagram.Entry(name: text, rank: $0) }, criticalDifference: 1,
          title: text))
      for figure in [figure, ranks] {
        let svg = SVGWriter().write(figure)
        let picture = try #require(Picture(svg), "\(index): \(text.debugDescription)")
        #expect(picture.elements.isSubset(of: Self.elements), "\(text.debugDescription)")
        let line = TerminalText.line(text)
        let isRead = (picture.titles + picture.texts.map(\.content)).contains {
          $0.hasPrefix(line)
        }
        #expect(isRead, "\(text.debugDescription)")
        #expect(svg.replacing("\n", with: "").isHarmless)
      }
    }
  }

  /// What cannot be shown is left out, and nothing traps.
  @Test(arguments: [
    [], [1.0], [1, 1, 1], [0, 0], [.nan, .nan], [.infinity, -.infinity], [1e308, -1e308],
    [.leastNonzeroMagnitude, 1e-300], [1, .nan, 3, .infinity, 5], [-3, -2, -1],
  ])
  func valuesThatCannotBeShownAreLeftOut(values: [Double]) throws {
    for isLogarithmic in [true, false] {
      for notation in [Figure.Axis.Notation.number, .ratio] {
        let axis = Figure.Axis(label: "x", isLogarithmic: isLogarithmic, notation: notation)
        let points = values.map { Figure.Point(x: $0, y: $0) }
        let panel = Figure.Panel(
          title: "", x: axis, y: axis,
          curves: [Figure.Curve(label: "a", colour: -1, hasPoints: true, points: points)],
          references: values.map { Figure.Reference(label: "r", colour: 1, y: $0) },
          marks: values.map { Figure.Mark(x: $0, label: "m") })
        let bars = Figure.Panel(
          title: "", x: axis, y: axis,
          bars: values.map { Figure.Bar(label: "b", value: $0, text: "\($0)") })
        let map = Figure.Panel(
          title: "", x: axis, y: axis,
          heatMap: Figure.HeatMap(
            columns: ["c"], rows: values.map { "\($0)" },
            cells: values.map { [Figure.HeatMap.Cell(value: $0, lines: [])] },
            range: Figure.HeatMap.range(of: values), meaning: "m"))
        let picture = try #require(
          Picture(
            SVGWriter().write(Figure(name: "odd", columns: 3, panels: [panel, bars, map]))))
        #expect(picture.faults.isEmpty, "\(picture.faults)")
      }
    }
    #expect(Picture(SVGWriter().write(Figure(name: "none", columns: 0))) != nil)
    let ranks = RankDiagram(
      values.map { RankDiagram.Entry(name: "m", rank: abs($0) < 100 ? $0 : .nan) },
      criticalDifference: 1, title: "")
    #expect(Picture(SVGWriter().write(Figure(name: "ranks", columns: 1, ranks: ranks))) != nil)
  }

  /// Those of the reports in the repository.
  @Test func committedPicturesAreLegible() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../reports").standardizedFileURL
    let folder = ProcessInfo.processInfo.environment["PRUNEBENCH_REPORTS"] ?? root.path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".svg")
    }
    #expect(paths.count > 100)
    for path in paths {
      let svg = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      let picture = try #require(Picture(svg), "\(path)")
      let faults = Array(picture.faults.prefix(3))
      #expect(faults.isEmpty, "\(path)")
      #expect(!picture.texts.isEmpty && !picture.texts.contains { $0.content.contains(/[0-9]e\+/) })
    }
  }
}
