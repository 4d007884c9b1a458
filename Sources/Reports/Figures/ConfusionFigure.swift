/// How often rows of each class were predicted to be of each class.
struct ConfusionFigure: Hashable, Sendable {
  let classes: [String]
  /// For each true class how often each class was predicted.
  let counts: [[Int]]

  /// The matrix as a heat map: true classes from the top to the bottom, coloured by the share of the row, with counts
  /// and percentages; what was predicted right is outlined.
  func figure(named name: String, title: String = "") -> Figure {
    let cells = counts.enumerated().map { row, counts -> [Figure.HeatMap.Cell?] in
      let total = counts.reduce(0, +)
      return counts.enumerated().map { column, count in
        let share = total > 0 ? Double(count) / Double(total) : 0
        let percent = total > 0 ? ["\(Formatting.fixed(100 * share, 1)) %"] : []
        return Figure.HeatMap.Cell(
          value: 100 * share, lines: [Formatting.grouped(count)] + percent,
          isOutlined: row == column)
      }
    }
    let heatMap = Figure.HeatMap(
      columns: classes, rows: classes.reversed(), cells: cells.reversed(), range: 0...100,
      colours: .shares, meaning: "% of the rows of the true class",
      outlineMeaning: "predicted right")
    let panel = Figure.Panel(
      title: title, x: Figure.Axis(label: "predicted class"), y: Figure.Axis(label: "true class"),
      heatMap: heatMap)
    return Figure(
      name: name, columns: 1, panels: [panel],
      title: title.isEmpty ? "Confusion matrix" : "Confusion matrix, \(title)")
  }
}
