import Experiments

/// The paper's three methods, which is what reports show so far.
public enum Method: CaseIterable, Sendable {
  case best
  case equivalent
  case pruned

  var name: MethodName {
    switch self {
    case .best: .dense
    case .equivalent: .equivalent
    case .pruned: .cpna
    }
  }

  /// What programs find it by, in journals and tables.
  var id: String { name.rawValue }

  var rawValue: String { name.streamName }

  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The name in tables.
  public var title: String {
    switch self {
    case .best: "NN(best)"
    case .equivalent: "NN(equivalent)"
    case .pruned: "NN+CPNA"
    }
  }
}

extension MethodName {
  static let best = dense
  static let pruned = cpna
}
