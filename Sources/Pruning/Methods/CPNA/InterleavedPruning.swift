public import Training

/// CPNA that prunes the layers in turns, in two rounds. In the first round each layer, from the output side,
/// goes half of the way to its target on a logarithmic scale; in the second, the rest.
///
/// The paper prunes the hidden nodes' connections first, and then the features (section 4.1). Pruning in turns
/// solves the XOR problems more often (reports/xor).
public struct InterleavedPruning: Method {
  /// `interleaved`.
  public let identifier = "interleaved"
  /// `NN+CPNA, layers in turns`.
  public let title = "NN+CPNA, layers in turns"
  /// The paper, and that of its schedule.
  public var papers: [Paper] { [.cpna, .barbu] }
  /// True.
  public let isPruned = true

  private var options = AnnealingOptions()

  /// CPNA that prunes the layers in turns.
  public init() {}

  /// Reads `annealing-rate` and `normalization`, the protocol's unless they are chosen; `counts` and `moments`.
  public func configured(by options: inout MethodOptions) throws(OptionError) -> InterleavedPruning
  {
    var result = self
    result.options = try self.options.configured(by: &options)
    return result
  }

  /// The last epoch, since the epoch in which the last layer reaches its target depends on the number of
  /// layers.
  public func firstEpoch(in schedule: MethodSchedule) -> Int {
    schedule.epochs
  }

  /// Prunes the pretrained network and trains it further.
  public func train(
    _ start: MethodStart, observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
    let start = start.with(options)
    let sizes = start.pretrained.network.layers.map(\.connections)
    let halfway = zip(sizes, start.targets).map { size, target in
      max(target, Int((Double(size) * Double(target)).squareRoot().rounded()))
    }
    let steps = [halfway, start.targets].flatMap { targets in
      targets.indices.reversed().map { layer in (layer: layer, target: targets[layer]) }
    }
    var phases: [PruningPlan.Phase] = []
    var targets: [Int?] = sizes.map { _ in nil }
    for (index, step) in steps.enumerated() {
      let (epochs, count) = (start.annealing.epochs, steps.count)
      let own = epochs * (index + 1) / count - epochs * index / count
      targets[step.layer] = step.target
      // With fewer epochs than steps, some steps share an epoch. The last step has an epoch of its own.
      guard own > 0 else { continue }
      phases.append(
        PruningPlan.Phase(
          AnnealingSchedule(epochs: own, rate: start.annealing.rate), targets: targets))
      targets = sizes.map { _ in nil }
    }
    return try start.prune(
      by: PruningPlan(
        phases: phases, normalization: start.normalization,
        isExact: options.counts == .exact, moments: options.moments ?? .rescaled), observe: observe)
  }
}
