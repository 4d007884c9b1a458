import Experiments

/// Table 3 of the paper: test accuracy in percent, mean and deviation, and connections.
struct PaperTable3 {
  /// A cell of the table.
  struct Cell: Hashable, Sendable {
    /// The mean test accuracy, from 0 to 1.
    let mean: Double
    /// Its standard deviation over ten refits on one split.
    let deviation: Double
    /// As printed: `1600`, or `120+32`.
    let connections: String

    fileprivate init(_ mean: Double, _ deviation: Double, _ connections: String) {
      self.mean = mean / 100
      self.deviation = deviation / 100
      self.connections = connections
    }

    /// `98.23 ± 0.06 (150)`.
    var text: InlineText {
      "\(Quantity.spread(mean, plusMinus: deviation, .percent())) (\(words: connections))"
    }
  }

  private let row: [MethodName: Cell]

  /// The row of a dataset; nil for one that the paper does not have, though its file may be called as one is.
  init?(_ dataset: DatasetSummary) {
    guard dataset.arguments?.first ?? dataset.name == dataset.name,
      let row = Self.rows[dataset.name]
    else { return nil }
    self.row = row
  }

  /// The cell of one method; nil for one that the paper does not have.
  subscript(method: MethodName) -> Cell? { row[method] }

  private static func row(_ best: Cell, _ equivalent: Cell, _ pruned: Cell) -> [MethodName: Cell] {
    [.dense: best, .equivalent: equivalent, .cpna: pruned]
  }

  private static let rows: [String: [MethodName: Cell]] = [
    "car": row(Cell(100, 0, "1600"), Cell(98.23, 0.06, "150"), Cell(100, 0, "120+32")),
    "segmentation": row(
      Cell(96.87, 0.72, "6656"), Cell(96.27, 0.58, "364"), Cell(98.40, 0.32, "266+98")
    ),
    "optdigits": row(
      Cell(98.80, 0.29, "37888"), Cell(98.25, 0.19, "1998"), Cell(99.01, 0.20, "1792+160")
    ),
    "multiple-features": row(
      Cell(97.85, 0.80, "14464"), Cell(95.45, 0.98, "904"), Cell(98.15, 0.82, "583+320")
    ),
    "isolet": row(
      Cell(96.73, 0.50, "41152"), Cell(94.31, 0.61, "5787"), Cell(96.91, 0.54, "4683+1118")
    ),
  ]
}
