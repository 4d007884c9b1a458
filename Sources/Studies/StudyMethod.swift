/// A column or curve of the XOR study (paper, sections 2 to 4.1).
public enum StudyMethod: String, CaseIterable, Codable, Hashable, Sendable {
  /// The dense network.
  case dense
  /// The hidden nodes' connections to the outputs pruned without normalisation.
  case cpa
  /// The hidden nodes' connections to the outputs pruned, the input layer's untouched.
  case hidden
  /// `hidden`, and then the input layer's connections pruned.
  case all
  /// Both layers' connections pruned at once, in stages (paper, section 3.1: "in different orders or
  /// even at same time, depending on which approach works best").
  case together
  /// The sub-network that `hidden` found, trained from fresh random weights.
  case random
  /// The sub-network that `hidden` found, trained from its weights at initialisation.
  case initial = "init"
  /// As `random`, of the sub-network that `all` found.
  case randomAll = "random-all"
  /// As `initial`, of the sub-network that `all` found.
  case initialAll = "init-all"

  /// The name in tables and legends.
  public var title: String {
    switch self {
    case .dense: "NN"
    case .cpa: "NN-CPA(hidden)"
    case .hidden: "NN-CPNA(hidden)"
    case .all: "NN-CPNA(all)"
    case .together: "NN-CPNA(together)"
    case .random: "random"
    case .initial: "init"
    case .randomAll: "random, of all"
    case .initialAll: "init, of all"
    }
  }

  /// The method whose fit this one goes on from, or whose sub-network it trains again.
  public var parent: StudyMethod? {
    switch self {
    case .dense, .cpa, .hidden, .together: nil
    case .all, .random, .initial: .hidden
    case .randomAll, .initialAll: .all
    }
  }

  /// The place in tables.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether all of the input layer's connections are kept.
  package var keepsInputLayer: Bool {
    switch self {
    case .dense, .cpa, .hidden, .random, .initial: true
    case .all, .together, .randomAll, .initialAll: false
    }
  }
}
