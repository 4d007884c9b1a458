/// What a report compares (paper, Table 3).
public enum Method: String, CaseIterable, Codable, Sendable {
  /// The dense network of the setting that did best in the search.
  case best
  /// The dense network with about as many connections as the best pruned one.
  case equivalent
  /// The network pruned by CPNA.
  case pruned

  /// The column in tables, from 0.
  package var rank: Int {
    switch self {
    case .best: 0
    case .equivalent: 1
    case .pruned: 2
    }
  }

  /// The name in tables.
  public var title: String {
    switch self {
    case .best: "NN(best)"
    case .equivalent: "NN(equivalent)"
    case .pruned: "NN+CPNA"
    }
  }
}
