public import Training

/// Connection pruning with node normalisation and annealing (paper, Algorithm 1), on all layers at once.
/// Without normalisation it is CPA.
public struct CPNA: Method {
  /// `cpna` or `cpa`.
  public let identifier: String
  /// `NN+CPNA` or `NN+CPA`.
  public let title: String
  /// The paper, and that of its schedule.
  public var papers: [Paper] { [.cpna, .barbu] }
  /// True.
  public let isPruned = true
  private let normalizes: Bool
  private var options: AnnealingOptions

  /// - Parameter normalizes: whether hidden nodes are normalised, in the way that the protocol says; if not,
  ///   this is CPA.
  public init(normalizes: Bool = true) {
    identifier = normalizes ? "cpna" : "cpa"
    title = normalizes ? "NN+CPNA" : "NN+CPA"
    self.normalizes = normalizes
    options = AnnealingOptions(normalization: normalizes ? nil : Normalization.none)
  }

  /// Reads `annealing-rate` and, of CPNA, `normalization`, the protocol's unless they are chosen; `counts`, `exact` or
  /// `at-most`; and, of CPNA, `moments`, `rescaled` or `kept`.
  public func configured(by options: inout MethodOptions) throws(OptionError) -> CPNA {
    var result = self
    result.options = try self.options.configured(by: &options, normalizes: normalizes)
    return result
  }

  /// Prunes the pretrained network and trains it further.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    let start = start.with(options)
    let plan = PruningPlan(
      start.annealing, targets: start.targets, normalization: start.normalization,
      isExact: options.counts == .exact, moments: options.moments ?? .rescaled)
    return try start.prune(by: plan, observe: observe)
  }
}

extension MethodStart {
  /// Prunes the pretrained network.
  func prune(
    by plan: PruningPlan, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    var state = pretrained
    let curve = try trainer.prune(&state, by: plan, decay: decay, observe: observe)
    return (state, curve)
  }
}
