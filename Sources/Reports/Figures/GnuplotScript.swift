import Inputs

/// A figure as gnuplot draws it. The script holds its data: it can be drawn again as it is.
struct GnuplotScript {
  let figure: Figure

  /// The formats that a script can be asked for.
  enum Format: String, CaseIterable {
    case svg
    case png

    fileprivate var terminal: String {
      switch self {
      case .svg: "svg noenhanced font 'Helvetica,13' background '#ffffff'"
      case .png: "pngcairo noenhanced font 'Helvetica,10'"
      }
    }
  }

  /// The commands. `format` is set by whoever runs them; without `target` the picture is printed.
  var text: String {
    let width = figure.drawing?.width ?? layout.width
    let height = figure.drawing?.height ?? layout.height
    let size = "\(Int(width)),\(Int(height))"
    let name = figure.name
    var lines = ["# gnuplot -e \"format='svg'; target='\(name).svg'\" \(name).gp"]
    lines += Format.allCases.map {
      "if (format eq '\($0.rawValue)') set terminal \($0.terminal) size \(size)"
    }
    lines += [
      "if (exists('target')) set output target", "set format '%g'",
      "set grid ytics lc rgb '#e4e4e4' lt 1",
      "set style fill transparent solid 0.15 noborder",
    ]
    if let drawing = figure.drawing {
      return (lines + drawing.commands + ["unset output"]).joined(separator: "\n") + "\n"
    }
    lines += data + ["set multiplot"] + legend
    for index in figure.panels.indices { lines += commands(index) }
    return (lines + ["unset multiplot", "unset output"]).joined(separator: "\n") + "\n"
  }

  /// A block for each curve: x, y, and the bounds of its spread.
  private var data: [String] {
    figure.panels.enumerated().flatMap { panel, content in
      rows(of: content.heatMap, panel)
        + content.curves.enumerated().flatMap { curve, data in
          let rows = data.points.map { point in
            let spread = point.spread ?? point.y...point.y
            return "\(point.x) \(point.y) \(spread.lowerBound) \(spread.upperBound)"
          }
          return ["\(block(panel, curve)) << END"] + rows + ["END"]
        }
    }
  }

  /// A block for a heat map: column, row and value of each cell, and the value as text.
  private func rows(of heatMap: Figure.HeatMap?, _ panel: Int) -> [String] {
    guard let heatMap else { return [] }
    let cells = heatMap.values.enumerated().flatMap { row, values in
      values.enumerated().compactMap { column, value in
        value.map { "\(column) \(row) \($0) \(Formatting.fixed($0, 1))" }
      }
    }
    return ["\(block(panel, 0)) << END"] + cells + ["END"]
  }

  private func block(_ panel: Int, _ curve: Int) -> String { "$data_\(panel)_\(curve)" }

  // MARK: Layout

  /// Sizes in points; the legend has a strip of its own above the panels, where it hides nothing.
  private struct Layout {
    let columns: Int
    let rows: Int
    /// The labels of the legend; empty without one.
    let labels: [String]

    let panel = (width: 275.0, height: 205.0)
    let gap = (width: 90.0, height: 88.0)
    let margin = (left: 84.0, right: 28.0, bottom: 60.0, top: 30.0)

    /// Entries side by side in the legend: as many as fit, at about 8 points a letter and 70 for the
    /// sample and what is between them.
    var legendColumns: Int {
      let widest = Double(labels.map(\.count).max() ?? 0)
      return max(1, min(labels.count, Int(width / (8 * widest + 70))))
    }
    var legendHeight: Double {
      guard !labels.isEmpty else { return 0 }
      let rows = (labels.count + legendColumns - 1) / legendColumns
      return 14 + 16 * Double(rows)
    }
    var width: Double {
      let wide = columns == 1 ? 2.0 : 1.0
      return margin.left + margin.right + wide * panel.width * Double(columns)
        + gap.width * Double(columns - 1)
    }
    var height: Double {
      let tall = columns == 1 ? 1.5 : 1.0
      return margin.top + margin.bottom + legendHeight + tall * panel.height * Double(rows)
        + gap.height * Double(rows - 1)
    }

    /// The commands that put a panel in its place.
    func place(_ index: Int) -> String {
      let column = Double(index % columns)
      let row = Double(rows - 1 - index / columns)
      let inner = (
        width: (width - margin.left - margin.right - gap.width * Double(columns - 1))
          / Double(columns),
        height: (height - margin.top - margin.bottom - legendHeight - gap.height * Double(rows - 1))
          / Double(rows)
      )
      let left = margin.left + column * (inner.width + gap.width)
      let bottom = margin.bottom + row * (inner.height + gap.height)
      let edges = [
        ("lmargin", left / width), ("rmargin", (left + inner.width) / width),
        ("bmargin", bottom / height), ("tmargin", (bottom + inner.height) / height),
      ]
      return edges.map { "set \($0) at screen \(Formatting.fixed($1, 4))" }.joined(separator: "; ")
    }
  }

  private var layout: Layout {
    Layout(
      columns: figure.columns,
      rows: (figure.panels.count + figure.columns - 1) / figure.columns,
      labels: labelled.map(\.label))
  }

  // MARK: Legend

  /// The curves that the legend names: each label once.
  private var labelled: [Figure.Curve] {
    figure.panels.flatMap(\.curves).reduce(into: []) { known, curve in
      if !curve.label.isEmpty, !known.contains(where: { $0.label == curve.label }) {
        known.append(curve)
      }
    }
  }

  /// Whether there are so many series that shades would hide them, and dashes and points must be seen.
  private var isCrowded: Bool { labelled.count > SeriesStyle.colourCount }

  /// A plot of nothing but a key.
  private var legend: [String] {
    guard !labelled.isEmpty else { return [] }
    let entries = labelled.map { "2 \(style($0)) title \(quoted($0.label))" }
    return [
      "unset border", "unset tics", "set xrange [0:1]", "set yrange [0:1]",
      "set key at screen 0.5, screen \(Formatting.fixed(1 - 6 / layout.height, 4)) center top horizontal "
        + "samplen \(isCrowded ? 4 : 2) maxcols \(layout.legendColumns)",
      "plot " + entries.joined(separator: ", \\\n  "),
    ]
  }

  // MARK: Panels

  private func commands(_ index: Int) -> [String] {
    let panel = figure.panels[index]
    var lines = [
      layout.place(index), "set title \(quoted(panel.title))", "unset key",
      "set border \(panel.y.isDrawn ? 3 : 1) lc rgb '#555555'",
    ]
    for (name, axis) in [("x", panel.x), ("y", panel.y)] {
      let ticks = axis.ticks ?? []
      let range = axis.range ?? (ticks.count > 1 ? ticks[0]...ticks[ticks.count - 1] : nil)
      let bounds = range.map { "[\($0.lowerBound):\($0.upperBound)]" } ?? "[*:*]"
      lines += [
        "set \(name)label \(quoted(axis.label)) offset 0,0",
        axis.isLogarithmic ? "set logscale \(name)" : "unset logscale \(name)",
        "set \(name)range \(bounds)",
        !axis.isDrawn
          ? "unset \(name)tics"
          : ticks.isEmpty
            ? "set \(name)tics nomirror out autofreq"
            : "set \(name)tics nomirror out (\(ticks.map { "\($0)" }.joined(separator: ", ")))",
      ]
    }
    lines += ["unset arrow", "unset label"]
    if let heatMap = panel.heatMap { return lines + commands(heatMap, panel.y.label, index) }
    for mark in panel.marks {
      lines += [
        "set arrow from \(mark.x), graph 0 to \(mark.x), graph 1 nohead lc rgb '#999999' dt 3",
        "set label \(quoted(mark.label)) at \(mark.x), graph 0.03 rotate by 90 left offset 0.8,0 "
          + "textcolor rgb '#666666'",
      ]
    }
    let bands = panel.curves.enumerated()
      .filter { !isCrowded && $0.element.points.contains { $0.spread != nil } }
      .map { number, curve in
        "\(block(index, number)) using 1:3:4 with filledcurves lc rgb '\(SeriesStyle(curve.colour).colour)'"
      }
    let curves = panel.curves.enumerated().map { number, curve in
      "\(block(index, number)) using 1:2 \(style(curve))"
    }
    return lines + ["plot " + (bands + curves).joined(separator: ", \\\n  ")]
  }

  private func commands(
    _ heatMap: Figure.HeatMap, _ rowsLabel: String, _ index: Int
  ) -> [String] {
    func ticks(_ names: [String]) -> String {
      // The text of a tick is a format for its number.
      names.enumerated().map { "\(quoted($1.replacing("%", with: "%%"))) \($0)" }
        .joined(separator: ", ")
    }
    let data = block(index, 0)
    return [
      "set xrange [-0.5:\(Double(heatMap.columns.count) - 0.5)]",
      "set yrange [-0.5:\(Double(heatMap.rows.count) - 0.5)]",
      "set xtics nomirror out (\(ticks(heatMap.columns)))",
      "set ytics nomirror out (\(ticks(heatMap.rows)))", "set grid noytics",
      // Above the names of the rows: beside them it would lie on a wide one, or leave the picture.
      "set ylabel ''",
      "set label \(quoted(rowsLabel)) at graph 0, graph 1 right offset -1,0.6",
      "set palette defined (0 '#f2f6fa', 0.5 '#9cc7e4', 1 '#3f8fc4')", "unset colorbox",
      "set cbrange [\(heatMap.range.lowerBound):\(heatMap.range.upperBound)]",
      // Boxes rather than an image, which cannot have a single row.
      "plot \(data) using 1:2:($1-0.5):($1+0.5):($2-0.5):($2+0.5):3 with boxxyerror "
        + "fillstyle solid noborder fillcolor palette, \(data) using 1:2:4 with labels font ',9'",
    ]
  }

  private func style(_ curve: Figure.Curve) -> String {
    let series = SeriesStyle(curve.colour)
    // A point without a line must be seen by itself. Lines of many points have a mark here and there, where there are
    // so many lines that colours alone do not part them.
    let isAlone = curve.points.count == 1
    let marks =
      curve.hasPoints
      ? "ps \(isAlone ? 1 : isCrowded ? 0.8 : 0.5)"
      : labelled.count > SeriesStyle.mostPlain && curve.points.count > 1
        ? "ps \(isCrowded ? 0.8 : 0.5) pi \(max(1, curve.points.count / 8))" : nil
    return "with \(marks.map { "linespoints pt \(series.point) \($0)" } ?? "lines") lw 2 "
      + "dt \(curve.isDashed ? "2" : series.dash) lc rgb '\(series.colour)'"
  }

  private func quoted(_ text: String) -> String { GnuplotText.string(text) }
}
