/// The labels of vertical marks, in rows above a panel, where they hide no curve and no other label.
struct MarkLabels: Hashable, Sendable {
  struct Placed: Hashable, Sendable {
    let mark: Figure.Mark
    let block: TextBlock
    /// Where the mark is, from the left of the panel.
    let x: Double
    /// Where the label begins, from the left of the panel.
    let left: Double
    /// From the panel upwards.
    let row: Int
    /// Whether a line leads from the mark to the label, and whether it goes on beside it.
    let hasLeader: Bool
    let isBeside: Bool

    fileprivate var right: Double { left + block.width }

    /// Whether a line upwards at `x` would touch the label.
    fileprivate func isCrossed(at x: Double) -> Bool { left - 2 < x && x < right + 2 }
  }

  private(set) var placed: [Placed] = []
  private static let gap = 8.0
  private static let lead = 3.0
  /// How far a label may reach beyond the right end of the panel.
  private static let mostBeyond = 45.0

  /// - Parameters:
  ///   - marks: each with where it is, from the left of the panel.
  ///   - width: that of the panel.
  init(_ marks: [(mark: Figure.Mark, x: Double)], width: Double) {
    let blocks = TextBlock.distinct(
      marks.map(\.mark.label), size: FontSize.tick, width: width * 0.7, times: 3)
    let order = marks.indices.sorted { (marks[$0].x, $0) > (marks[$1].x, $1) }
    for index in order {
      place(marks[index].mark, blocks[index], at: marks[index].x, width)
    }
  }

  private mutating func place(
    _ mark: Figure.Mark, _ block: TextBlock, at x: Double, _ width: Double
  ) {
    let lefts = [x + Self.lead, x - Self.lead - block.width, x - block.width / 2]
    let rows = (placed.map(\.row).max() ?? -1) + 1
    for row in 0...rows {
      for (index, left) in lefts.enumerated() {
        let own = Placed(
          mark: mark, block: block, x: x,
          left: min(max(0, left), max(0, width + Self.mostBeyond - block.width)),
          row: row, hasLeader: true, isBeside: index < 2)
        // Pushed back into the panel's width it would lie on its own line.
        guard index == 2 || own.left == left, isFree(own) else { continue }
        placed.append(own)
        return
      }
    }
    placed.append(
      Placed(
        mark: mark, block: block, x: x, left: max(0, min(x, width - block.width)), row: rows,
        hasLeader: false, isBeside: false))
  }

  private func isFree(_ own: Placed) -> Bool {
    placed.allSatisfy { other in
      if other.row == own.row {
        return own.left >= other.right + Self.gap || own.right + Self.gap <= other.left
      }
      let (low, high) = other.row < own.row ? (other, own) : (own, other)
      return !high.hasLeader || !low.isCrossed(at: high.x)
    }
  }

  /// Where the last label ends, from the left of the panel.
  var end: Double { placed.map(\.right).max() ?? 0 }

  /// How high above the panel a row begins, for as many as there are and one more.
  var rowBottoms: [Double] {
    let rows = (placed.map(\.row).max() ?? -1) + 1
    return (0..<rows).reduce(into: [0]) { bottoms, row in
      let height = placed.filter { $0.row == row }.map(\.block.height).max() ?? 0
      bottoms.append(bottoms[row] + height + 2)
    }
  }

  var height: Double { rowBottoms.last ?? 0 }
}
