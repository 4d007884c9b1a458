import Foundation
import Experiments
import Subprocess
import Testing
@testable import Runs

@testable import Reports

struct FigureTests {
  let figure = Figure(
    name: "test", columns: 2,
    panels: [
      Figure.Panel(
        title: "it's a panel", x: Figure.Axis(label: "x", isLogarithmic: true),
        y: Figure.Axis(label: "y", range: 0...1),
        curves: [
          Figure.Curve(
            label: "a curve", colour: 0, hasPoints: true,
            points: [
              Figure.Point(x: 1, y: 0.25, spread: 0.2...0.3),
              Figure.Point(x: 10, y: 0.5, spread: 0.4...0.75),
            ])
        ], marks: [Figure.Mark(x: 3, label: "here")]),
      Figure.Panel(
        title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"),
        curves: [Figure.Curve(label: "", colour: 9, points: [Figure.Point(x: 1, y: 1)])]),
    ])

  @Test func aScriptHoldsItsData() {
    let text = GnuplotScript(figure: figure).text
    #expect(text.contains("$data_0_0 << END\n1.0 0.25 0.2 0.3\n10.0 0.5 0.4 0.75\nEND\n"))
    #expect(text.contains(#"set title "it\047s a panel""#))
    #expect(text.contains("set logscale x\n"))
    #expect(text.contains("set yrange [0.0:1.0]"))
    #expect(text.contains("with filledcurves"))
    #expect(text.contains("title 'a curve'"))
    #expect(text.contains("set tmargin at screen"))
  }

  /// What does not fit beside one another goes into further rows, for which there is room.
  @Test func longLegendsHaveRows() {
    func script(_ labels: Int) -> String {
      let curves = (0..<labels).map {
        Figure.Curve(label: "a long label \($0)", colour: $0, points: [Figure.Point(x: 1, y: 1)])
      }
      let panel = Figure.Panel(
        title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"), curves: curves)
      return GnuplotScript(figure: Figure(name: "test", columns: 1, panels: [panel])).text
    }
    #expect(script(3).contains("maxcols 3"))
    #expect(script(3).contains("size 662,427"))
    #expect(script(9).contains("maxcols 3"))
    #expect(script(9).contains("size 662,459"))
  }

  /// No two of thirty series look alike, in colours or printed in grey.
  @Test func seriesAreToldApart() {
    let styles = (0..<30).map(SeriesStyle.init)
    #expect(SeriesStyle.count >= 30 && Set(styles).count == 30)
    #expect(Set(styles.map { "\($0.dash) \($0.point)" }).count == 30)
    #expect(Set(styles.map { "\($0.dash) \($0.colour)" }).count == 30)
  }

  /// Many lines of many points have marks, a few have none.
  @Test func manyLinesHaveMarks() {
    func script(_ lines: Int) -> String {
      let curves = (0..<lines).map { line in
        Figure.Curve(
          label: "line \(line)", colour: line,
          points: (0..<100).map { Figure.Point(x: Double($0), y: 1, spread: 0...2) })
      }
      let panel = Figure.Panel(
        title: "", x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"), curves: curves)
      return GnuplotScript(figure: Figure(name: "test", columns: 1, panels: [panel])).text
    }
    #expect(script(8).contains("filledcurves") && !script(12).contains("filledcurves"))
    #expect(!script(3).contains("linespoints") && script(3).contains("with lines lw 2 dt 1"))
    #expect(script(12).components(separatedBy: "with linespoints pt").count == 25)
    #expect(script(12).contains("with linespoints pt 13 ps 0.8 pi 12 lw 2 dt 1 lc rgb '#E69F00'"))
    #expect(script(12).contains("dt (8,4) lc rgb '#0072B2'"))
  }

  @Test func aHeatMapHasItsCellsAndNames() {
    let map = Figure.HeatMap(
      columns: ["16", "32"], rows: ["0.1", "0.01"], values: [[90, nil], [95.25, 96]],
      range: 86...96)
    let panel = Figure.Panel(
      title: "map", x: Figure.Axis(label: "nodes"), y: Figure.Axis(label: "L2"), heatMap: map)
    let text = GnuplotScript(figure: Figure(name: "test", columns: 1, panels: [panel])).text
    #expect(text.contains("$data_0_0 << END\n0 0 90.0 90.0\n0 1 95.25 95.3\n1 1 96.0 96.0\nEND\n"))
    #expect(text.contains("set xtics nomirror out ('16' 0, '32' 1)"))
    #expect(text.contains("set ytics nomirror out ('0.1' 0, '0.01' 1)"))
    #expect(text.contains("set cbrange [86.0:96.0]"))
    #expect(text.contains("set label 'L2' at graph 0, graph 1 right"))
  }

  static var hasGnuplot: Bool {
    get async { (try? await Executable.name("gnuplot").resolveExecutablePath(in: .inherit)) != nil }
  }

  /// By the real gnuplot, which scripts/test installs where it can.
  @Test(.enabled("gnuplot is not installed") { await Self.hasGnuplot })
  func gnuplotDraws() async throws {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-it's-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    #expect(try await Gnuplot().draw([figure], into: folder) == .drawn)
    let svg = try String(
      contentsOf: folder.figuresFolder.appendingPathComponent("test.svg"), encoding: .utf8)
    #expect(svg.contains("</svg>"))
    #expect(svg.contains("a curve"))
    let png = try Data(contentsOf: folder.figuresFolder.appendingPathComponent("test.png"))
    #expect(png.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
  }

  @Test func withoutGnuplotTheScriptsAreWritten() async throws {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let pictures = try await Gnuplot(command: "no-such-gnuplot").draw([figure], into: folder)
    #expect(pictures == .scriptsOnly)
    #expect(pictures.note?.contains("gnuplot is not installed") == true)
    let script = folder.figuresFolder.appendingPathComponent("test.gp")
    #expect(FileManager.default.fileExists(atPath: script.path))
  }
}
