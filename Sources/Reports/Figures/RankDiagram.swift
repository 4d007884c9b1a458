import Inputs

/// The mean ranks of some methods as a critical difference diagram (Demšar, JMLR 7:1-30, 2006, section 3.2.4): the best
/// to the right, a bar for the critical difference, and bars that join methods that do not differ significantly.
struct RankDiagram: Hashable, Sendable {
  /// A method and its mean rank.
  struct Entry: Hashable, Sendable {
    let name: String
    let rank: Double
  }

  /// From the best to the worst.
  let entries: [Entry]
  /// Their names, where they are too long for a picture with dots, and ranks.
  private let labels: [String]
  let criticalDifference: Double
  /// What is said of it above it.
  let title: String

  init(_ entries: [Entry], criticalDifference: Double, title: String) {
    let entries = entries.enumerated().filter(\.element.rank.isFinite).sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
    self.entries = entries
    let names = entries.map { $0.name.spellingHazards() }
    labels = zip(DistinctTexts.shortened(names, to: 240, size: FontSize.label), entries).map {
      "\($0) (\(Formatting.fixed($1.rank, 2)))"
    }
    self.criticalDifference = criticalDifference
    self.title = title
  }

  /// The first and the last of methods that do not differ significantly, where no larger group has them.
  var groups: [ClosedRange<Int>] {
    var groups: [ClosedRange<Int>] = []
    for first in entries.indices {
      let limit = entries[first].rank + criticalDifference
      let last = entries.lastIndex { $0.rank < limit } ?? first
      if last > first, last > groups.last?.upperBound ?? 0 { groups.append(first...last) }
    }
    return groups
  }

  /// The groups on as few lines as they have room on: 10 points apart.
  private var rows: [[ClosedRange<Int>]] {
    groups.reduce(into: []) { rows, group in
      // Groups come with growing ends: what has room after the last of a row touches none of it.
      let row = rows.firstIndex {
        guard let last = $0.last else { return true }
        return x(entries[group.lowerBound].rank) + 10 < x(entries[last.upperBound].rank)
      }
      if let row { rows[row].append(group) } else { rows.append([group]) }
    }
  }

  // MARK: Places

  private static let axisLength = 400.0
  private static let nameHeight = 17.0
  private static let barHeight = 8.0

  /// The whole ranks about those of the methods.
  private var range: ClosedRange<Double> {
    let best = (entries.first?.rank ?? 1).rounded(.down)
    return best...max(best + 1, (entries.last?.rank ?? 1).rounded(.up))
  }

  /// Points for one rank: there is room for the axis and for the bar of the critical difference.
  private var unit: Double {
    Self.axisLength / max(range.upperBound - range.lowerBound, criticalDifference)
  }

  /// Half of the methods beside each end of the axis, from the ends to the middle.
  private var right: Range<Int> { 0..<(entries.count + 1) / 2 }
  private var left: [Int] { (right.upperBound..<entries.count).reversed() }

  /// Where the axis ends, and the best is.
  private var end: Double { Self.room(for: left.map { labels[$0] }) + Self.axisLength }

  private func x(_ rank: Double) -> Double { end - unit * (rank - range.lowerBound) }

  private var differenceLabel: String {
    "critical difference \(Formatting.fixed(criticalDifference, 2))"
  }

  /// The width of names, and of what joins them to the axis.
  private static func room(for labels: [String]) -> Double {
    36 + (labels.map { AdvanceWidths.width(of: $0, size: FontSize.label) }.max() ?? 0)
  }

  // MARK: Drawing

  var drawing: Drawing {
    let bars = rows
    let room = Self.room(for: right.map { labels[$0] } + [differenceLabel])
    let height =
      100 + Self.barHeight * Double(bars.count) + Self.nameHeight * Double(right.count)
    let titleWidth = AdvanceWidths.width(of: title.spellingHazards(), size: FontSize.label) + 24
    var drawing = Drawing(width: max(end + room, titleWidth), height: height)
    drawing.add(title, at: (drawing.width / 2, height - 14), .center)
    addDifference(to: &drawing, at: height - 44)
    let axis = height - 76
    addAxis(to: &drawing, at: axis)
    for (row, groups) in bars.enumerated() {
      let y = axis - 10 - Self.barHeight * Double(row)
      for group in groups {
        let (best, worst) = (entries[group.lowerBound].rank, entries[group.upperBound].rank)
        drawing.add(lineFrom: (x(worst) - 3, y), to: (x(best) + 3, y), width: 4)
      }
    }
    let top = axis - 22 - Self.barHeight * Double(bars.count)
    for (row, index) in right.enumerated() {
      add(index, to: &drawing, from: axis, to: top - Self.nameHeight * Double(row), 1)
    }
    for (row, index) in left.enumerated() {
      add(index, to: &drawing, from: axis, to: top - Self.nameHeight * Double(row), -1)
    }
    return drawing
  }

  /// The critical difference as a bar of its length, from the best end.
  private func addDifference(to drawing: inout Drawing, at y: Double) {
    let start = end - unit * criticalDifference
    drawing.add(lineFrom: (start, y), to: (end, y), width: 2)
    for x in [start, end] { drawing.add(lineFrom: (x, y - 4), to: (x, y + 4)) }
    drawing.add(differenceLabel, at: (end + 8, y), .left)
  }

  private func addAxis(to drawing: inout Drawing, at y: Double) {
    drawing.add(lineFrom: (x(range.upperBound), y), to: (end, y), width: 1.5)
    // Numbers need 24 points.
    let step = (24 / unit).rounded(.up)
    for rank in stride(from: range.lowerBound, through: range.upperBound, by: 1) {
      drawing.add(lineFrom: (x(rank), y), to: (x(rank), y + 6))
      if (rank - range.lowerBound).truncatingRemainder(dividingBy: step) == 0 {
        drawing.add("\(Int(rank))", at: (x(rank), y + 14), .center)
      }
    }
  }

  /// A method's name, joined to its place on the axis.
  /// - Parameter side: 1 to the right, -1 to the left.
  private func add(
    _ index: Int, to drawing: inout Drawing, from axis: Double, to y: Double, _ side: Double
  ) {
    let entry = entries[index]
    let edge = side > 0 ? end + 18 : end - Self.axisLength - 18
    drawing.add(lineFrom: (x(entry.rank), axis), to: (x(entry.rank), y))
    drawing.add(lineFrom: (x(entry.rank), y), to: (edge, y))
    drawing.add(
      labels[index], at: (edge + 5 * side, y), side > 0 ? .left : .right,
      full: "\(entry.name) (\(Formatting.fixed(entry.rank, 2)))")
  }
}
