/// The entries of a legend in rows, below the panels: the series first, then what other marks are.
struct LegendLayout: Hashable, Sendable {
  struct Placed: Hashable, Sendable {
    let entry: LegendEntry
    let block: TextBlock
    /// From the left of the legend.
    let left: Double
    /// The upper edge and the height of its row, from the top of the legend.
    let top, height: Double
  }

  private(set) var entries: [Placed] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  private static let gap = (width: 22.0, height: 3.0)
  /// Between a sample and its label.
  static let sampleGap = 6.0
  private static let widestLabel = 300.0

  /// - Parameter width: what there is room for.
  init(_ entries: [LegendEntry], width: Double) {
    let widest = entries.map(\.sampleWidth).max() ?? 0
    let room = max(120, min(Self.widestLabel, width - widest - Self.sampleGap))
    let blocks = TextBlock.distinct(
      entries.map(\.label), size: FontSize.label, width: room, times: 2.5)
    let labelled = Array(zip(entries, blocks))
    for isSeries in [true, false] {
      add(labelled.filter { $0.0.isSeries == isSeries }, within: width)
    }
  }

  private mutating func add(_ labelled: [(LegendEntry, TextBlock)], within room: Double) {
    guard !labelled.isEmpty else { return }
    func columnWidths(_ columns: Int) -> [Double] {
      (0..<columns).map { column in
        stride(from: column, to: labelled.count, by: columns).map {
          labelled[$0].0.sampleWidth + Self.sampleGap + labelled[$0].1.width
        }.max() ?? 0
      }
    }
    func total(_ widths: [Double]) -> Double {
      widths.reduce(0, +) + Self.gap.width * Double(widths.count - 1)
    }
    // As many columns as have room, but the last row is not nearly empty: fewer columns of the same number of rows.
    let most =
      (1...labelled.count).reversed().first { total(columnWidths($0)) <= room } ?? 1
    let rows = (labelled.count + most - 1) / most
    let columns = (labelled.count + rows - 1) / rows
    let widths = columnWidths(columns)
    for start in stride(from: 0, to: labelled.count, by: columns) {
      let row = labelled[start..<min(start + columns, labelled.count)]
      let rowHeight = row.map { $0.1.height }.max() ?? 0
      var left = 0.0
      for ((entry, block), columnWidth) in zip(row, widths) {
        entries.append(
          Placed(entry: entry, block: block, left: left, top: height, height: rowHeight))
        left += columnWidth + Self.gap.width
      }
      height += rowHeight + Self.gap.height
    }
    width = max(width, total(widths))
  }
}
