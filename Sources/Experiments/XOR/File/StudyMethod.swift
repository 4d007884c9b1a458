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

  /// What a method does with the network that its parent, or the pretraining, came to.
  enum Step: Hashable {
    /// Trains it, from the start.
    case training
    /// Prunes the hidden nodes' connections to the outputs.
    case hiddenLayer(Normalization)
    /// Prunes the input layer's connections.
    case inputLayer
    /// Prunes both layers in turns.
    case layersInTurns
    /// Trains its connections again.
    case refit(from: SubnetworkStart)
  }

  /// What there is to say of each method.
  private var row: (title: String, step: Step, parent: StudyMethod?) {
    switch self {
    case .dense: ("NN", .training, nil)
    case .cpa: ("NN-CPA(hidden)", .hiddenLayer(.none), nil)
    case .hidden: ("NN-CPNA(hidden)", .hiddenLayer(.bounded), nil)
    case .all: ("NN-CPNA(all)", .inputLayer, .hidden)
    case .interleaved: ("NN-CPNA(all, interleaved)", .layersInTurns, nil)
    case .random: ("random", .refit(from: .reinitialised), .hidden)
    case .initial: ("init", .refit(from: .rewound), .hidden)
    case .randomAll: ("random, of all", .refit(from: .reinitialised), .all)
    case .initialAll: ("init, of all", .refit(from: .rewound), .all)
    case .randomInterleaved: ("random, of interleaved", .refit(from: .reinitialised), .interleaved)
    case .initialInterleaved: ("init, of interleaved", .refit(from: .rewound), .interleaved)
    }
  }

  /// The name in tables and legends.
  package var title: String { row.title }

  /// What it does.
  var step: Step { row.step }

  /// The method whose fit this one goes on from, or whose sub-network it trains again.
  package var parent: StudyMethod? { row.parent }

  /// Whether `other` is among the methods that this one goes on from, however many steps back.
  func goesOn(from other: StudyMethod) -> Bool {
    parent.map { $0 == other || $0.goesOn(from: other) } ?? false
  }

  /// Whether it trains a found sub-network again.
  package var isRetrained: Bool { if case .refit = step { true } else { false } }

  /// The place in tables.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether all of the input layer's connections are kept.
  package var keepsInputLayer: Bool {
    ![.inputLayer, .layersInTurns].contains(step) && parent?.keepsInputLayer ?? true
  }

  /// Whether whole features are removed before single connections of the input layer.
  package var selectsFeatures: Bool { step == .layersInTurns || parent?.selectsFeatures ?? false }
}
