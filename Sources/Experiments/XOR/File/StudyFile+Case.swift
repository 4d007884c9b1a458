package import Pruning
import Training

extension StudyFile {
  /// A problem and what networks are trained on it with.
  package struct Case: Codable, Hashable, Sendable {
    /// The samples.
    package let problem: Problem
    /// Hidden nodes, ascending: one network each.
    package let hidden: [Int]
    /// The same for dense networks, where they are tried at more widths than pruned ones begin with.
    package let denseHidden: [Int]
    /// The coefficients of the L2 penalty that are tried.
    package let l2: [Double]
    /// The epochs before pruning that are tried. A dense network trains as long as the longest of
    /// the pruned ones.
    package let pretrainingEpochs: [Int]
    /// μ, the annealing rates that are tried.
    package let annealingRates: [Double]
    /// How the hidden nodes' connections are pruned first; nil where nothing is.
    package let hiddenPhase: HiddenPhase?
    /// How the input layer's connections are pruned afterwards; nil where they are not.
    package let inputPhase: InputPhase?
    /// How features are removed where both layers are pruned in turns; nil where they are not.
    package let featureStep: FeatureStep?
  }

  /// The pruning of the hidden nodes' connections to the outputs.
  package struct HiddenPhase: Codable, Hashable, Sendable {
    /// The epochs of the schedule.
    package let epochs: Int
    /// The connections to keep.
    package let connections: Int
    /// What is removed: single connections, or nodes with all of theirs. Each is tried.
    package let units: [PruningPlan.Unit]
  }

  /// The pruning of the input layer's connections.
  package struct InputPhase: Codable, Hashable, Sendable {
    /// The epochs of the schedule.
    package let epochs: Int
    /// The connections to keep.
    package let connections: Int
  }

  /// The removal of whole features between two steps of pruning the hidden layer.
  package struct FeatureStep: Codable, Hashable, Sendable {
    /// The numbers of features to keep; each is tried.
    package let counts: [Int]
    /// The connections of the hidden nodes that are left by then.
    package let hiddenConnections: Int
  }
}

extension StudyFile.Case {
  /// The epochs of the longest training of `methods`.
  package func totalEpochs(of methods: [StudyMethod]) -> Int {
    (pretrainingEpochs.max() ?? 0) + (methods.map(pruningEpochs).max() ?? 0)
  }

  /// The epochs after pretraining.
  func pruningEpochs(of method: StudyMethod) -> Int {
    guard method != .dense else { return 0 }
    return (hiddenPhase?.epochs ?? 0) + (method.keepsInputLayer ? 0 : inputPhase?.epochs ?? 0)
  }

  /// How pruning is done that `method` tries, in order; a single nil for the dense network.
  func prunings(of method: StudyMethod) -> [StudyPruning?] {
    guard method != .dense else { return [nil] }
    let features: [Int?] = method.selectsFeatures ? featureStep?.counts ?? [] : [nil]
    return annealingRates.flatMap { rate in
      (hiddenPhase?.units ?? []).flatMap { unit in
        features.map { StudyPruning(annealingRate: rate, unit: unit, features: $0) }
      }
    }
  }
}
