import Protocols

/// Table 3 of the paper: test accuracy in percent, mean and deviation, and connections.
struct PaperTable3 {
  private let texts: [Method: String]

  /// `98.23 ± 0.06 (150)`.
  subscript(method: Method) -> String { texts[method] ?? "not given" }

  /// The rows of the table for the dataset `name`; nil for a set that the paper does not have.
  init?(dataset name: String) {
    guard let row = Self.rows[name] else { return nil }
    texts = [.best: row.best, .equivalent: row.equivalent, .pruned: row.pruned]
  }

  private static let rows: [String: (best: String, equivalent: String, pruned: String)] = [
    "car": ("100.00 ± 0.00 (1600)", "98.23 ± 0.06 (150)", "100.00 ± 0.00 (120+32)"),
    "segmentation": ("96.87 ± 0.72 (6656)", "96.27 ± 0.58 (364)", "98.40 ± 0.32 (266+98)"),
    "optdigits": ("98.80 ± 0.29 (37888)", "98.25 ± 0.19 (1998)", "99.01 ± 0.20 (1792+160)"),
    "multiple-features": ("97.85 ± 0.80 (14464)", "95.45 ± 0.98 (904)", "98.15 ± 0.82 (583+320)"),
    "isolet": ("96.73 ± 0.50 (41152)", "94.31 ± 0.61 (5787)", "96.91 ± 0.54 (4683+1118)"),
  ]
}
