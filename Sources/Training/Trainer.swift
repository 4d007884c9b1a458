public import Tabular

/// Trains networks on the chosen rows of a table, and counts after each epoch how many of the
/// evaluation rows they classify correctly.
///
/// ```swift
/// var state = TrainingState(architecture, stream: stream)
/// try trainer.train(&state, epochs: 100)
/// var pruned = state  // a fork
/// try trainer.prune(&pruned, by: plan)
/// ```
public struct Trainer: Sendable {
  /// Scaled samples; the trainer sees no others.
  public let table: SampleTable
  /// Learning rate, L2 and batch size.
  public let hyperparameters: Hyperparameters
  /// What the kernels run on; it decides the speed only.
  public let instructionSet: InstructionSet
  private let trainingRows: [Int32]
  private let evaluationRows: [Int32]

  /// - Precondition: `trainingRows` is not empty; all rows are in the table.
  public init(
    _ table: SampleTable, trainingRows: [Int], evaluationRows: [Int] = [],
    hyperparameters: Hyperparameters, instructionSet: InstructionSet = .fastest
  ) {
    precondition(!trainingRows.isEmpty, "Trainer: no rows to train on")
    precondition((trainingRows + evaluationRows).allSatisfy((0..<table.rows).contains))
    self.table = table
    self.hyperparameters = hyperparameters
    self.instructionSet = instructionSet
    self.trainingRows = trainingRows.map(Int32.init)
    self.evaluationRows = evaluationRows.map(Int32.init)
  }

  /// Trains for `epochs` epochs, minibatches reshuffled each epoch.
  /// - Parameters:
  ///   - decay: how the learning rate falls at the end of these epochs; nil for one that stays.
  ///   - observe: called after each epoch; what it asks for costs its own time.
  /// - Throws: ``TrainingError``; the state is then unspecified.
  @discardableResult
  public func train(
    _ state: inout TrainingState, epochs: Int, decay: LearningRateDecay? = nil,
    observe: (TrainingEpoch) -> Void = { _ in }
  ) throws(TrainingError) -> LearningCurve {
    var curve = LearningCurve()
    let session = try Session(self, state.network)
    for epoch in 0..<epochs {
      try session.run(
        epoch: epoch + 1, rateFactor: decay?.factor(in: epoch + 1, of: epochs) ?? 1, &state, &curve)
      observe(session.observation(of: state.network, after: curve))
    }
    session.store(into: &state.network)
    return curve
  }

  /// Prunes by CPNA (paper, Algorithm 1) and trains on, for all epochs of `plan`.
  ///
  /// Before each epoch in which the schedule still prunes, hidden nodes are normalised and each
  /// layer with a target keeps its M_e largest connections, from the output side: what a vanished
  /// node takes along is gone before the layer below is counted, which may then have fewer.
  /// - Parameters:
  ///   - decay: how the learning rate falls at the end of all phases; nil for one that stays.
  ///   - observe: called after each epoch, counted through all phases.
  /// - Throws: ``TrainingError``; the state is then unspecified.
  /// - Precondition: the plan has a target, or nil, for each layer.
  @discardableResult
  public func prune(
    _ state: inout TrainingState, by plan: PruningPlan, decay: LearningRateDecay? = nil,
    observe: (TrainingEpoch) -> Void = { _ in }
  ) throws(TrainingError) -> LearningCurve {
    var curve = LearningCurve()
    var session = try Session(self, state.network)
    var exact = plan.isExact ? ExactPruning(goals: plan.fewestConnections) : nil
    for phase in plan.phases {
      precondition(phase.targets.count == state.network.layers.count)
      let initial = state.network.layers.map { $0.count(of: phase.unit) }
      for epoch in 1...phase.schedule.epochs {
        if phase.schedule.isPruning(in: epoch) {
          session.store(into: &state.network)
          state.network.prune(
            phase, in: epoch, from: initial, normalization: plan.normalization, exactly: &exact)
          session = try Session(self, state.network, reusing: session)
        }
        let factor = decay?.factor(in: curve.losses.count + 1, of: plan.epochs) ?? 1
        try session.run(epoch: epoch, rateFactor: factor, &state, &curve)
        observe(session.observation(of: state.network, after: curve))
      }
    }
    session.store(into: &state.network)
    return curve
  }

  /// The outputs of `network` before softmax for `rows` of the table, `[rows.count, classes]`.
  public func logits(of network: Network, rows: [Int]) throws(TrainingError) -> Matrix {
    let session = try Session(self, network)
    return session.engine.logits(of: rows.map(Int32.init), in: session.table)
  }

  /// The mean cross-entropy of `network` on `rows` of the table.
  public func crossEntropy(
    of network: Network, rows: [Int]
  ) throws(TrainingError) -> Double {
    let session = try Session(self, network)
    return session.engine.crossEntropy(of: rows.map(Int32.init), in: session.table)
  }
}

extension Network {
  /// One pruning step of CPNA, as in the paper.
  mutating func prune(
    _ phase: PruningPlan.Phase, in epoch: Int, from initial: [Int], normalization: Normalization
  ) {
    var exact: ExactPruning?
    prune(phase, in: epoch, from: initial, normalization: normalization, exactly: &exact)
  }

  /// One pruning step of CPNA.
  /// - Parameter exact: what sees to it that each layer comes to its goal; nil if it may have fewer.
  mutating func prune(
    _ phase: PruningPlan.Phase, in epoch: Int, from initial: [Int], normalization: Normalization,
    exactly exact: inout ExactPruning?
  ) {
    normalizeHiddenNodes(normalization)
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

extension Trainer {
  /// A network in the kernels, with the table that has just its features.
  private struct Session {
    let trainer: Trainer
    let engine: Engine
    let table: SampleTable
    private let features: [Int]
    private let connections: [Int]

    init(
      _ trainer: Trainer, _ network: Network, reusing previous: Session? = nil
    ) throws(TrainingError) {
      self.trainer = trainer
      features = network.features
      connections = network.connectionsByLayer
      if let previous, previous.features == features {
        table = previous.table
      } else if features.count == trainer.table.columns {
        table = trainer.table
      } else {
        table = try SampleTable(trainer.table, columns: features)
      }
      // No batch has more samples than there are.
      let batchSize = min(trainer.hyperparameters.batchSize, trainer.trainingRows.count)
      engine = try Engine(
        network, batchSize: batchSize, instructionSet: trainer.instructionSet)
    }

    func store(into network: inout Network) { engine.store(into: &network) }

    func observation(of network: Network, after curve: LearningCurve) -> TrainingEpoch {
      TrainingEpoch(
        number: curve.losses.count, loss: curve.losses[curve.losses.count - 1],
        connections: connections, correct: curve.correct.last, engine: engine, table: table,
        shape: network)
    }

    /// One epoch of training at the learning rate times `rateFactor`, and its observations.
    func run(
      epoch: Int, rateFactor: Double, _ state: inout TrainingState, _ curve: inout LearningCurve
    ) throws(TrainingError) {
      guard !Task.isCancelled else { throw .cancelled }
      let order = state.nextOrder(of: trainer.trainingRows)
      let hyperparameters = trainer.hyperparameters.scalingRate(by: rateFactor)
      let loss = engine.train(
        on: table, order: order, hyperparameters: hyperparameters, step: state.step)
      let batch = min(hyperparameters.batchSize, order.count)
      state.step += (order.count + batch - 1) / batch
      guard loss.isFinite else { throw .diverged(epoch: epoch) }
      curve.losses.append(loss)
      guard !trainer.evaluationRows.isEmpty else { return }
      let logits = engine.logits(of: trainer.evaluationRows, in: table)
      guard logits.values.allSatisfy(\.isFinite) else { throw .diverged(epoch: epoch) }
      let labels = trainer.evaluationRows.lazy.map { trainer.table.labels[Int($0)] }
      curve.correct.append(zip(predictedClasses(logits), labels).count { $0 == $1 })
    }
  }
}
