extension Figure {
  /// Coloured cells with their numbers.
  struct HeatMap: Hashable, Sendable {
    enum Colours: Hashable, Sendable {
      /// From dark to bright, for scores that are all alike.
      case scores
      /// From white to dark, for shares.
      case shares
    }

    struct Cell: Hashable, Sendable {
      /// What its colour says.
      let value: Double
      /// What is written in it, a line each.
      let lines: [String]
      var isOutlined = false
    }

    /// From left to right.
    let columns: [String]
    /// From the bottom to the top.
    let rows: [String]
    /// For each row the cell of each column; nil for an empty one.
    let cells: [[Cell?]]
    /// What the colours go from and to; cells beyond have the colours of the ends.
    let range: ClosedRange<Double>
    var colours = Colours.scores
    /// What the colours say.
    let meaning: String
    /// What an outline says.
    var outlineMeaning = ""

    /// The range of `values` without those far below the rest, beside which the others would look alike: at least half
    /// of the cells have the upper half of the colours. Values that are all equal are in the middle of one unit.
    static func range(of values: [Double]) -> ClosedRange<Double> {
      let sorted = values.filter(\.isFinite).sorted()
      guard let least = sorted.first, let most = sorted.last else { return 0...1 }
      guard least < most else { return least - 0.5...most + 0.5 }
      let limit = most - 2 * (most - sorted[(sorted.count - 1) / 2])
      return (limit < most ? max(least, limit) : least)...most
    }
  }
}
