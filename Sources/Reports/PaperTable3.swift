import Protocols

/// Table 3 of the paper: test accuracy in percent, mean and deviation, and connections.
struct PaperTable3 {
  struct Entry: Hashable, Sendable {
    let accuracy: Double
    let deviation: Double
    let connections: String

    var text: String { "\(fixed(accuracy, 2)) ± \(fixed(deviation, 2)) (\(connections))" }
  }

  let best: Entry
  let equivalent: Entry
  let pruned: Entry

  subscript(method: Method) -> Entry {
    switch method {
    case .best: best
    case .equivalent: equivalent
    case .pruned: pruned
    }
  }

  /// The rows of the table for the dataset `name`; nil for a set that the paper does not have.
  init?(dataset name: String) {
    switch name {
    case "car":
      best = Entry(accuracy: 100, deviation: 0, connections: "1600")
      equivalent = Entry(accuracy: 98.23, deviation: 0.06, connections: "150")
      pruned = Entry(accuracy: 100, deviation: 0, connections: "120+32")
    case "segmentation":
      best = Entry(accuracy: 96.87, deviation: 0.72, connections: "6656")
      equivalent = Entry(accuracy: 96.27, deviation: 0.58, connections: "364")
      pruned = Entry(accuracy: 98.40, deviation: 0.32, connections: "266+98")
    case "optdigits":
      best = Entry(accuracy: 98.80, deviation: 0.29, connections: "37888")
      equivalent = Entry(accuracy: 98.25, deviation: 0.19, connections: "1998")
      pruned = Entry(accuracy: 99.01, deviation: 0.20, connections: "1792+160")
    case "multiple-features":
      best = Entry(accuracy: 97.85, deviation: 0.80, connections: "14464")
      equivalent = Entry(accuracy: 95.45, deviation: 0.98, connections: "904")
      pruned = Entry(accuracy: 98.15, deviation: 0.82, connections: "583+320")
    case "isolet":
      best = Entry(accuracy: 96.73, deviation: 0.50, connections: "41152")
      equivalent = Entry(accuracy: 94.31, deviation: 0.61, connections: "5787")
      pruned = Entry(accuracy: 96.91, deviation: 0.54, connections: "4683+1118")
    default:
      return nil
    }
  }
}
