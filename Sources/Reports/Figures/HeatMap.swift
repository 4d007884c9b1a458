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

    /// The range of `values` without those that are so far below the rest that it would all look alike: below the lower
    /// quartile by more than three times what lies between the quartiles, as far-out values are defined by Tukey.
    static func range(of values: [Double]) -> ClosedRange<Double> {
      let sorted = values.filter(\.isFinite).sorted()
      guard let least = sorted.first, let most = sorted.last else { return 0...1 }
      let lower = sorted[sorted.count / 4]
      let upper = sorted[sorted.count * 3 / 4]
      let limit = lower - 3 * (upper - lower)
      // The limit is no value: the colours begin with the least that is not far out.
      return (sorted.first { $0 >= limit } ?? least)...most
    }
  }
}
