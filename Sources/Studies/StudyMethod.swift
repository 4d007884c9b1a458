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
  /// `hidden`, and then the input layer pruned to some of the features and after that to as many
  /// connections as `all`: the removal of whole nodes that the paper's section 3.1 also calls CPNA,
  /// done to the input nodes.
  case features
  /// The sub-network that `hidden` found, trained from fresh random weights.
  case random
  /// The sub-network that `hidden` found, trained from its weights at initialisation.
  case initial = "init"
  /// As `random`, of the sub-network that `all` found.
  case randomAll = "random-all"
  /// As `initial`, of the sub-network that `all` found.
  case initialAll = "init-all"
  /// As `random`, of the sub-network that `features` found.
  case randomFeatures = "random-features"
  /// As `initial`, of the sub-network that `features` found.
  case initialFeatures = "init-features"

  /// The name in tables and legends.
  public var title: String {
    switch self {
    case .dense: "NN"
    case .cpa: "NN-CPA(hidden)"
    case .hidden: "NN-CPNA(hidden)"
    case .all: "NN-CPNA(all)"
    case .features: "NN-CPNA(all, features first)"
    case .random: "random"
    case .initial: "init"
    case .randomAll: "random, of all"
    case .initialAll: "init, of all"
    case .randomFeatures: "random, of features first"
    case .initialFeatures: "init, of features first"
    }
  }

  /// The method whose fit this one goes on from, or whose sub-network it trains again.
  public var parent: StudyMethod? {
    switch self {
    case .dense, .cpa, .hidden: nil
    case .all, .features, .random, .initial: .hidden
    case .randomAll, .initialAll: .all
    case .randomFeatures, .initialFeatures: .features
    }
  }

  /// Whether `other` is among the methods that this one goes on from, however many steps back.
  func goesOn(from other: StudyMethod) -> Bool {
    guard let parent else { return false }
    return parent == other || parent.goesOn(from: other)
  }

  /// The place in tables.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether all of the input layer's connections are kept.
  package var keepsInputLayer: Bool {
    switch self {
    case .dense, .cpa, .hidden, .random, .initial: true
    case .all, .features, .randomAll, .initialAll, .randomFeatures, .initialFeatures: false
    }
  }

  /// Whether whole features are removed before single connections.
  package var selectsFeatures: Bool { self == .features || parent == .features }
}
