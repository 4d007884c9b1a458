import Foundation
import Pruning
import Testing

@testable import Experiments
@testable import Reports
@testable import Runs

/// The figures of a comparison.
extension ReportTests {
  /// One point for each level, beside what was chosen, and a line for NN(best); the equivalent network is not searched
  /// here, but tested.
  @Test func accuracyIsDrawnAgainstCompression() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      let summary = report.summaries[0]
      let panels = try #require(report.figures(summary).first).figure.panels
      #expect(panels.map(\.y.label) == ["validation accuracy %", "test accuracy %"])
      #expect(panels.allSatisfy { $0.curves.map(\.label) == ["NN+CPNA"] })
      #expect(
        panels.map { $0.references.map(\.label) } == [
          ["NN(best)"], ["NN(best)", "NN(equivalent)"],
        ])
      let level = try #require((summary.levels[.cpna] ?? [])[0].first)
      #expect(panels[0].curves[0].points == [Figure.Point(x: 2, y: 100 * level.score)])
      let chosen = try #require(summary.entry(.cpna)?.accuracy)
      let point = try #require(panels[1].curves[0].points.first)
      #expect(point.y == 100 * chosen.mean && point.x >= 2)
      #expect(point.interval?.lowerBound == chosen.interval.map { 100 * $0.lowerBound })
      #expect(report.markdown.contains("](figures/car-sparsity.svg)"))
      try report.write(to: folder)
      for ending in ["svg", "csv"] {
        let file = folder.figuresFolder.appendingPathComponent("car-sparsity.\(ending)")
        #expect(try Data(contentsOf: file).count > 100)
      }
    }
  }

  /// Of the output shares of a density the better one is a point of the path.
  @Test func aDensityIsOnePointWhateverItsOutputShares() async throws {
    try await withRun(levels: "densities: [0.5], output-share: [0.3, 0.6]") { folder in
      let report = try Report(of: folder)
      let levels = try #require((report.summaries[0].levels[.cpna] ?? []).first)
      #expect(levels.compactMap(\.level?.shares) == [[0.5, 0.3], [0.5, 0.6]])
      let path = report.figures(report.summaries[0])[0].figure.panels[0].curves[0]
      let best = try #require(levels.map(\.score).max())
      #expect(path.points == [Figure.Point(x: 2, y: 100 * best)])
      #expect(
        ["30", "60"].contains {
          report.markdown.contains(
            "50.0 % (at most \($0) % of them in the output layer) of the largest network's connections kept; annealing rate μ 5.0"
          )
        })
    }
  }

  @Test func theGridAndARefitAreDrawn() async throws {
    try await withRun { folder in
      let report = try Report(of: folder)
      let figures = report.figures(report.summaries[0]).map(\.figure)
      #expect(figures.map(\.name) == ["car-sparsity", "car-grid", "car-curve"])
      #expect(figures[1].panels[0].title.hasPrefix("car: "))
      let map = try #require(figures[1].panels[0].heatMap)
      #expect(map.columns == ["5", "8"] && map.rows == ["0.0001", "0.001"])
      let scores = report.summaries[0].searched.map { 100 * $0.score }
      #expect(
        map.cells.map { $0.map { $0?.value } } == [
          [scores[0], scores[2]], [scores[1], scores[3]],
        ])
      #expect(figures[2].panels.count == 3)
      #expect(figures[2].panels[2].curves.map(\.label) == ["NN+CPNA", "NN(best)"])
      #expect(figures[2].panels[2].curves.allSatisfy { $0.points.count == 9 })
      #expect(figures[2].panels[0].marks.map(\.x) == [3, 6])
    }
  }
}
