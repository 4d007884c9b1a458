public import Pruning
import Training

extension StudyFile {
  /// A problem and what networks are trained on it with.
  public struct Case: Codable, Hashable, Sendable {
    /// The samples.
    public let problem: Problem
    /// Hidden nodes, ascending: one network each.
    public let hidden: [Int]
    /// The same for dense networks, where they are tried at more widths than pruned ones begin with.
    public let denseHidden: [Int]
    /// The coefficients of the L2 penalty that are tried.
    public let l2: [Double]
    /// The epochs before pruning that are tried. A dense network trains as long as the longest of
    /// the pruned ones.
    public let pretrainingEpochs: [Int]
    /// μ, the annealing rates that are tried.
    public let annealingRates: [Double]
    /// How the hidden nodes' connections are pruned first; nil where nothing is.
    public let hiddenPhase: HiddenPhase?
    /// How the input layer's connections are pruned afterwards; nil where they are not.
    public let inputPhase: InputPhase?
    /// How features are removed where both layers are pruned in turns; nil where they are not.
    public let featureStep: FeatureStep?
  }

  /// The pruning of the hidden nodes' connections to the outputs.
  public struct HiddenPhase: Codable, Hashable, Sendable {
    /// The epochs of the schedule.
    public let epochs: Int
    /// The connections to keep.
    public let connections: Int
    /// What is removed: single connections, or nodes with all of theirs. Each is tried.
    public let units: [PruningPlan.Unit]
  }

  /// The pruning of the input layer's connections.
  public struct InputPhase: Codable, Hashable, Sendable {
    /// The epochs of the schedule.
    public let epochs: Int
    /// The connections to keep.
    public let connections: Int
  }

  /// The removal of whole features between two steps of pruning the hidden layer.
  public struct FeatureStep: Codable, Hashable, Sendable {
    /// The numbers of features to keep; each is tried.
    public let counts: [Int]
    /// The connections of the hidden nodes that are left by then.
    public let hiddenConnections: Int
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
