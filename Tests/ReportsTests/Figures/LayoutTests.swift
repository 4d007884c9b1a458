import Testing

@testable import Reports

/// What is placed where.
struct LayoutTests {
  /// The legend has every series once, and says what bands and bars are.
  @Test func everyMarkIsExplained() {
    let point = Figure.Point(x: 1, y: 1, spread: 0...2, interval: 0.5...1.5)
    func panel(_ labels: [String]) -> Figure.Panel {
      Figure.Panel(
        title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y", range: 0.9...2),
        curves: labels.enumerated().map {
          Figure.Curve(
            label: $1, colour: $0, hasPoints: true, points: [point, Figure.Point(x: 2, y: 0)])
        }, references: [Figure.Reference(label: "dense", colour: 7, y: 1)])
    }
    let figure = Figure(
      name: "f", columns: 2, panels: [panel(["a", "b"]), panel(["b", "a"])],
      bandMeaning: "a band", barMeaning: "a bar")
    #expect(
      LegendEntry.entries(of: figure).map(\.label) == [
        "a", "b", "dense", "a band", "a bar", "below the range of the axis",
      ])
    // Bands of so many series would hide them: there are none, and none is explained.
    let many = Figure(
      name: "f", columns: 1, panels: [panel((0..<12).map { "series \($0)" })],
      bandMeaning: "a band", barMeaning: "a bar")
    #expect(!LegendEntry.entries(of: many).contains { $0.label == "a band" })
  }

  /// Labels of marks stand above the panel, and lines lead past other labels to them.
  @Test func marksStandAboveThePanel() {
    let marks = [(100.0, "pruning begins somewhere"), (110, "pruning ends"), (290, "the last")].map
    {
      (mark: Figure.Mark(x: $0, label: $1), x: $0)
    }
    let labels = MarkLabels(marks, width: 300)
    #expect(labels.placed.count == 3 && labels.placed.allSatisfy(\.hasLeader))
    for placed in labels.placed {
      #expect(placed.left >= 0 && placed.left + placed.block.width <= 345)
      for other in labels.placed where other.row < placed.row {
        #expect(!(other.left...other.left + other.block.width).contains(placed.x))
      }
    }
    #expect(MarkLabels([], width: 300).height == 0)
  }

  /// A few lines of many points have no marks, many have some.
  @Test func manyLinesHaveMarks() {
    func look(_ lines: Int) -> (CurveLook, Figure.Curve) {
      let curves = (0..<lines).map { line in
        Figure.Curve(
          label: "line \(line)", colour: line,
          points: (0..<100).map { Figure.Point(x: Double($0), y: 1) })
      }
      let panel = Figure.Panel(
        title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"), curves: curves)
      return (CurveLook(of: Figure(name: "f", columns: 1, panels: [panel])), curves[0])
    }
    for (lines, marked) in [(3, 0), (12, 9)] {
      let (look, curve) = look(lines)
      #expect((0..<100).count { look.isMarked($0, of: curve) } == marked)
    }
  }

  /// More entries and longer names make a picture larger, and nothing else.
  @Test func thePictureGrowsWithItsTexts() {
    func layout(_ labels: Int, _ length: Int) -> FigureLayout {
      let curves = (0..<labels).map {
        Figure.Curve(
          label: "\($0)" + String(repeating: "n", count: length), colour: $0,
          points: [Figure.Point(x: 1, y: 1)])
      }
      let panel = Figure.Panel(
        title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"), curves: curves)
      return FigureLayout(Figure(name: "test", columns: 1, panels: [panel]))
    }
    let (few, many, long) = (layout(2, 5), layout(12, 5), layout(12, 200))
    #expect(few.height < many.height && many.height < long.height && long.width < 700)
    #expect([few, many, long].allSatisfy { $0.panels[0].box == few.panels[0].box })
  }
}
