extension Figure {
  /// The data of the picture, to draw it otherwise: a row for each point, reference, cell, bar or rank. What stands in
  /// place of a number has it as `x` or as `series`: the names of a heat map's columns and rows, and of methods.
  var csv: String {
    var csv = CSVText(header: ["panel", "series", "x", "y", "lower", "upper"])
    func append(
      _ panel: Int, _ series: String, _ x: String, _ y: Double, _ bounds: ClosedRange<Double>? = nil
    ) {
      csv.append([
        "\(panel)", series, x, "\(y)", bounds.map { "\($0.lowerBound)" } ?? "",
        bounds.map { "\($0.upperBound)" } ?? "",
      ])
    }
    for entry in ranks?.entries ?? [] { append(1, entry.name, "mean rank", entry.rank) }
    for (number, panel) in zip(1..., panels) {
      for curve in panel.curves {
        for point in curve.points {
          append(number, curve.label, "\(point.x)", point.y, point.interval ?? point.spread)
        }
      }
      for reference in panel.references {
        append(number, reference.label, "", reference.y, reference.interval)
      }
      for bar in panel.bars {
        append(number, panel.x.label, bar.label, bar.value, bar.interval)
      }
      guard let heatMap = panel.heatMap else { continue }
      for (row, cells) in zip(heatMap.rows, heatMap.cells) {
        for case (let column, let cell?) in zip(heatMap.columns, cells) {
          append(number, row, column, cell.value)
        }
      }
    }
    return csv.text
  }
}
