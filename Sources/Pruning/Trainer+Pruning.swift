public import Training

extension Trainer {
  /// Trains for all epochs of `plan`, and prunes by CPNA meanwhile (paper, Algorithm 1).
  ///
  /// Before each epoch in which the schedule still prunes, hidden nodes are normalised and each layer with a
  /// target, from the output side, keeps its M_e largest connections. Nodes without outgoing connections are
  /// removed before the layer below is counted, so that it may have fewer than M_e.
  /// - Parameters:
  ///   - decay: how the learning rate falls at the end of all phases; nil for a constant rate.
  ///   - observe: called after each epoch, numbered through all phases.
  /// - Throws: ``TrainingError``; the state is unspecified afterwards.
  /// - Precondition: the plan has an entry, a target or nil, for each layer.
  @discardableResult
  public func prune(
    _ state: inout TrainingState, by plan: PruningPlan, decay: LearningRateDecay? = nil,
    observe: (TrainingEpoch) -> Void = { _ in }
  ) throws(TrainingError) -> LearningCurve {
    var curve = LearningCurve()
    var exact = plan.isExact ? ExactPruning(goals: plan.fewestConnections) : nil
    for phase in plan.phases {
      precondition(phase.targets.count == state.network.layers.count)
      let initial = state.network.layers.map { $0.count(of: phase.unit) }
      try train(
        &state, epochs: phase.schedule.epochs, of: plan.epochs, after: &curve, decay: decay,
        isChanged: phase.schedule.isPruning,
        change: { network, epoch in
          network.prune(
            phase, in: epoch, from: initial, normalization: plan.normalization,
            moments: plan.moments, exactly: &exact)
        },
        observe: observe)
    }
    return curve
  }
}

extension Network {
  /// One pruning step of CPNA, as in the paper.
  mutating func prune(
    _ phase: PruningPlan.Phase, in epoch: Int, from initial: [Int], normalization: Normalization
  ) {
    var exact: ExactPruning?
    prune(
      phase, in: epoch, from: initial, normalization: normalization, moments: .rescaled,
      exactly: &exact)
  }

  /// One pruning step of CPNA.
  /// - Parameter exact: makes sure that each layer can reach its goal; nil if it may end with fewer.
  mutating func prune(
    _ phase: PruningPlan.Phase, in epoch: Int, from initial: [Int], normalization: Normalization,
    moments: Moments, exactly exact: inout ExactPruning?
  ) {
    normalizeHiddenNodes(normalization, moments: moments)
    if exact != nil, phase.unit == .connections {
      let counts = phase.targets.enumerated().map { index, target in
        target.map { phase.schedule.connections(in: epoch, from: initial[index], to: $0) }
      }
      exact?.keepLargest(counts, of: &self)
      return
    }
    for index in layers.indices.reversed() {
      guard let target = phase.targets[index] else { continue }
      let kept = phase.schedule.connections(in: epoch, from: initial[index], to: target)
      switch phase.unit {
      case .connections: layers[index].keepLargest(kept)
      case .nodes: layers[index].keepLargestInputs(kept)
      }
      compact()
    }
  }
}
