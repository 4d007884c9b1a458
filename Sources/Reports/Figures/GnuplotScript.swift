/// A figure as gnuplot draws it. The script holds its data: it can be drawn again as it is.
struct GnuplotScript {
  let figure: Figure

  /// The formats that a script can be asked for.
  enum Format: String, CaseIterable {
    case svg
    case png

    var terminal: String {
      switch self {
      case .svg: "svg noenhanced font 'Helvetica,13' background '#ffffff'"
      case .png: "pngcairo noenhanced font 'Helvetica,10'"
      }
    }
  }

  /// The commands. `output` and `format` are set by whoever runs them.
  var text: String {
    let rows = (figure.panels.count + figure.columns - 1) / figure.columns
    let width = figure.columns == 1 ? 620 : 340 * figure.columns
    let height = figure.columns == 1 ? 420 : 300 * rows
    var lines = [
      "# Drawn by gnuplot: gnuplot -e \"format='svg'; target='\(figure.name).svg'\" "
        + "\(figure.name).gp",
      "if (format eq 'svg') set terminal \(Format.svg.terminal) size \(width),\(height)",
      "if (format eq 'png') set terminal \(Format.png.terminal) size \(width),\(height)",
      "set output target",
      "set border 3 lc rgb '#555555'", "set tics nomirror out",
      "set grid ytics lc rgb '#e4e4e4' lt 1", "set style fill transparent solid 0.15 noborder",
    ]
    for (panel, content) in figure.panels.enumerated() {
      for (curve, data) in content.curves.enumerated() {
        lines.append("$data_\(panel)_\(curve) << END")
        lines += data.points.map { point in
          let spread = point.spread ?? point.y...point.y
          return "\(point.x) \(point.y) \(spread.lowerBound) \(spread.upperBound)"
        }
        lines.append("END")
      }
    }
    lines.append("set multiplot layout \(rows),\(figure.columns)")
    for index in figure.panels.indices { lines += commands(index) }
    return (lines + ["unset multiplot", "unset output"]).joined(separator: "\n") + "\n"
  }

  private func commands(_ index: Int) -> [String] {
    let panel = figure.panels[index]
    var lines = ["set title \(quoted(panel.title))"]
    for (name, axis) in [("x", panel.x), ("y", panel.y)] {
      lines.append("set \(name)label \(quoted(axis.label))")
      lines.append(axis.isLogarithmic ? "set logscale \(name)" : "unset logscale \(name)")
      let range = axis.range.map { "[\($0.lowerBound):\($0.upperBound)]" } ?? "[*:*]"
      lines.append("set \(name)range \(range)")
    }
    lines.append("set format y '\(panel.y.isLogarithmic ? "%g" : "%g")'")
    lines.append(panel.legend.map { "set key \($0.rawValue) samplen 2 spacing 1.1" } ?? "unset key")
    lines.append("unset arrow")
    lines.append("unset label")
    for mark in panel.marks {
      lines.append(
        "set arrow from \(mark.x), graph 0 to \(mark.x), graph 1 nohead lc rgb '#999999' dt 3")
      lines.append(
        "set label \(quoted(mark.label)) at \(mark.x), graph 0.04 offset 0.4,0 "
          + "textcolor rgb '#666666'")
    }
    lines.append("plot " + plots(index, panel).joined(separator: ", \\\n  "))
    return lines
  }

  private func plots(_ index: Int, _ panel: Figure.Panel) -> [String] {
    let bands = panel.curves.enumerated().filter { $0.element.points.contains { $0.spread != nil } }
      .map { number, curve in
        "$data_\(index)_\(number) using 1:3:4 with filledcurves lc rgb '\(colour(curve))' notitle"
      }
    let lines = panel.curves.enumerated().map { number, curve in
      "$data_\(index)_\(number) using 1:2 with \(curve.hasPoints ? "linespoints pt 7 ps 0.4" : "lines")"
        + " lw 2 dt \(curve.isDashed ? 2 : 1) lc rgb '\(colour(curve))' "
        + (curve.label.isEmpty ? "notitle" : "title \(quoted(curve.label))")
    }
    return bands + lines
  }

  /// Okabe and Ito's colours, which the colour-blind can tell apart.
  private func colour(_ curve: Figure.Curve) -> String {
    let colours = [
      "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999",
    ]
    return colours[curve.colour % colours.count]
  }

  private func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }
}
