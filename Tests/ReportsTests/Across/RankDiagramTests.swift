import Testing

@testable import Reports

struct RankDiagramTests {
  func diagram(_ ranks: [Double], _ criticalDifference: Double) -> RankDiagram {
    RankDiagram(
      ranks.enumerated().map { RankDiagram.Entry(name: "method \($0)", rank: $1) },
      criticalDifference: criticalDifference, title: "ranks")
  }

  /// Demšar's example, JMLR 7:1-30, figure 1: of ranks 3.143, 2.000, 2.893 and 1.964 no two differ by 1.25 or more.
  @Test func groupsAreTheLargestWithoutADifference() {
    #expect(diagram([3.143, 2.000, 2.893, 1.964], 1.25).groups == [0...3])
    #expect(diagram([1, 2, 3, 4], 1.5).groups == [0...1, 1...2, 2...3])
    #expect(diagram([1, 1.2, 3, 3.2, 3.3], 1).groups == [0...1, 2...4])
    #expect(diagram([1, 2, 3], 1).groups.isEmpty && diagram([1.5, 1.5], 0.1).groups == [0...1])
    #expect(diagram([3, 1, 2], 5).entries.map(\.name) == ["method 1", "method 2", "method 0"])
  }

  /// Names, bars and the axis keep apart, whatever the number of methods.
  @Test(arguments: [2, 3, 7, 30])
  func nothingOverlaps(methods: Int) {
    let ranks = (0..<methods).map { 1 + Double($0 * $0 % methods) * 0.9 }
    for criticalDifference in [0.3, 2.5, 40] {
      let drawing = diagram(ranks, criticalDifference).drawing
      let names = drawing.texts.filter { $0.text.hasPrefix("method") }
      #expect(names.count == methods)
      for side in [Drawing.Text.Alignment.left, .right] {
        let heights = names.filter { $0.alignment == side }.map(\.place.y)
        #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 - $1 >= 17 })
      }
      let places = drawing.lines.flatMap { [$0.from, $0.to] } + drawing.texts.map(\.place)
      #expect(
        places.allSatisfy {
          (0...drawing.width).contains($0.x) && (0...drawing.height).contains($0.y)
        })
      // The bars of groups lie between the axis and the highest name, and none touches another.
      let bars = drawing.lines.filter { $0.width == 4 }
      #expect(bars.allSatisfy { bar in names.allSatisfy { $0.place.y < bar.from.y } })
      for (index, bar) in bars.enumerated() {
        for other in bars.dropFirst(index + 1) where other.from.y == bar.from.y {
          #expect(other.to.x < bar.from.x || bar.to.x < other.from.x)
        }
      }
      #expect(bars.count == diagram(ranks, criticalDifference).groups.count)
    }
  }

  @Test func longNamesAreShortened() {
    let entries = [1.0, 2].map {
      RankDiagram.Entry(name: String(repeating: "n", count: 100), rank: $0)
    }
    let drawing = RankDiagram(entries, criticalDifference: 1, title: "").drawing
    #expect(drawing.width < 1200)
    #expect(drawing.texts.contains { $0.text.hasSuffix("n… (1.00)") })
  }
}
