import Pruning

/// A column or curve of the XOR study (paper, sections 2 to 4.1).
package enum StudyMethod: String, CaseIterable, Codable, Hashable, Sendable {
  /// The dense network.
  case dense
  /// The hidden nodes' connections to the outputs pruned without normalisation.
  case cpa
  /// The hidden nodes' connections to the outputs pruned, the input layer's untouched.
  case hidden
  /// `hidden`, and then the input layer's connections pruned.
  case all
  /// Both layers pruned in turns to as many connections as `all`: the hidden layer part of the way,
  /// whole features, then the hidden layer and the input layer to the end. The paper's section 3.1
  /// allows any order, and calls the removal of whole nodes CPNA too.
  case interleaved
  /// The sub-network that `hidden` found, trained from fresh random weights.
  case random
  /// The sub-network that `hidden` found, trained from its weights at initialisation.
  case initial = "init"
  /// As `random`, of the sub-network that `all` found.
  case randomAll = "random-all"
  /// As `initial`, of the sub-network that `all` found.
  case initialAll = "init-all"
  /// As `random`, of the sub-network that `interleaved` found.
  case randomInterleaved = "random-interleaved"
  /// As `initial`, of the sub-network that `interleaved` found.
  case initialInterleaved = "init-interleaved"

  /// The name in tables and legends.
  package var title: String {
    switch self {
    case .dense: "NN"
    case .cpa: "NN-CPA(hidden)"
    case .hidden: "NN-CPNA(hidden)"
    case .all: "NN-CPNA(all)"
    case .interleaved: "NN-CPNA(all, interleaved)"
    case .random: "random"
    case .initial: "init"
    case .randomAll: "random, of all"
    case .initialAll: "init, of all"
    case .randomInterleaved: "random, of interleaved"
    case .initialInterleaved: "init, of interleaved"
    }
  }

  /// The method whose fit this one goes on from, or whose sub-network it trains again.
  package var parent: StudyMethod? {
    switch self {
    case .dense, .cpa, .hidden, .interleaved: nil
    case .all, .random, .initial: .hidden
    case .randomAll, .initialAll: .all
    case .randomInterleaved, .initialInterleaved: .interleaved
    }
  }

  /// Whether `other` is among the methods that this one goes on from, however many steps back.
  func goesOn(from other: StudyMethod) -> Bool {
    guard let parent else { return false }
    return parent == other || parent.goesOn(from: other)
  }

  /// Whether it trains a found sub-network again.
  package var isRetrained: Bool {
    switch self {
    case .dense, .cpa, .hidden, .all, .interleaved: false
    case .random, .initial, .randomAll, .initialAll, .randomInterleaved, .initialInterleaved: true
    }
  }

  /// The place in tables.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether all of the input layer's connections are kept.
  package var keepsInputLayer: Bool {
    switch self {
    case .dense, .cpa, .hidden, .random, .initial: true
    case .all, .interleaved, .randomAll, .initialAll, .randomInterleaved, .initialInterleaved: false
    }
  }

  /// Whether whole features are removed before single connections of the input layer.
  package var selectsFeatures: Bool { self == .interleaved || parent == .interleaved }
}
