/// The entries of a legend in rows, below the panels.
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

  private static let gap = (width: 20.0, height: 3.0)
  /// Between a sample and its label.
  static let sampleGap = 6.0
  private static let widestLabel = 300.0

  /// - Parameter width: what there is room for.
  init(_ entries: [LegendEntry], width: Double) {
    let samples = entries.map(\.sampleWidth)
    let room = max(120, min(Self.widestLabel, width - (samples.max() ?? 0) - Self.sampleGap))
    let blocks = TextBlock.distinct(
      entries.map(\.label), size: FontSize.label, width: room, times: 2.5)
    let widths = zip(samples, blocks).map { $0 + Self.sampleGap + $1.width }
    let widest = widths.max() ?? 0
    let columns = max(
      1, min(entries.count, Int((width + Self.gap.width) / (widest + Self.gap.width))))
    for start in stride(from: 0, to: entries.count, by: columns) {
      let row = start..<min(start + columns, entries.count)
      let rowHeight = row.map { blocks[$0].height }.max() ?? 0
      for index in row {
        let left = Double(index - start) * (widest + Self.gap.width)
        self.entries.append(
          Placed(
            entry: entries[index], block: blocks[index], left: left, top: height,
            height: rowHeight))
        self.width = max(self.width, left + widths[index])
      }
      height += rowHeight + Self.gap.height
    }
  }
}
