public import Tabular

/// Trains networks on chosen rows of a table. After each epoch it counts the correctly classified evaluation
/// rows.
///
/// ```swift
/// var state = TrainingState(architecture, stream: stream)
/// try trainer.train(&state, epochs: 100)
/// var pruned = state  // a fork
/// try trainer.prune(&pruned, by: plan)
/// ```
public struct Trainer: Sendable {
  /// The samples, already scaled.
  public let table: SampleTable
  /// Learning rate, L2 and batch size.
  public let hyperparameters: Hyperparameters
  /// The kernels' instruction set; it affects only the speed.
  public let instructionSet: InstructionSet
  private let trainingRows: [Int32]
  private let evaluationRows: [Int32]

  /// The rows of the table that it trains on.
  public var rows: [Int] { trainingRows.map(Int.init) }

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
  ///   - decay: how the learning rate falls at the end of these epochs; nil for a constant rate.
  ///   - observe: called after each epoch; whatever it computes takes extra time.
  /// - Throws: ``TrainingError``; the state is unspecified afterwards.
  @discardableResult
  public func train(
    _ state: inout TrainingState, epochs: Int, decay: LearningRateDecay? = nil,
    observe: (TrainingEpoch) -> Void = { _ in }
  ) throws(TrainingError) -> LearningCurve {
    var curve = LearningCurve()
    try train(
      &state, epochs: epochs, of: epochs, after: &curve, decay: decay, observe: observe)
    return curve
  }

  /// Trains for some of the epochs of a longer training, and allows changing the network before each.
  /// - Parameters:
  ///   - total: the epochs of the whole training; `decay` refers to them.
  ///   - curve: the curve so far, to which the epochs are added.
  ///   - isChanged: whether `change` is called before one of these epochs, counted from 1.
  ///   - change: changes the network; it may remove nodes and features, and add connections.
  ///   - observe: called after each epoch, numbered within the whole training.
  /// - Throws: ``TrainingError``, which counts these epochs from 1; the state is unspecified afterwards.
  public func train(
    _ state: inout TrainingState, epochs: Int, of total: Int, after curve: inout LearningCurve,
    decay: LearningRateDecay?, isChanged: (_ epoch: Int) -> Bool = { _ in false },
    change: (_ network: inout Network, _ epoch: Int) throws(TrainingError) -> Void = { _, _ in },
    observe: (TrainingEpoch) -> Void
  ) throws(TrainingError) {
    var session = try Session(self, state.network)
    for epoch in 1...max(1, epochs) where epoch <= epochs {
      if isChanged(epoch) {
        session.store(into: &state.network)
        try change(&state.network, epoch)
        session = try Session(self, state.network, reusing: session)
      }
      let factor = decay?.factor(in: curve.losses.count + 1, of: total) ?? 1
      try session.run(epoch: epoch, rateFactor: factor, &state, &curve)
      observe(session.observation(of: state.network, after: curve))
    }
    session.store(into: &state.network)
  }

  /// The outputs of `network` before softmax for `rows` of the table, `[rows.count, classes]`.
  public func logits(of network: Network, rows: [Int]) throws(TrainingError) -> Matrix {
    let session = try Session(self, network)
    return session.engine.logits(of: rows.map(Int32.init), in: session.table)
  }

  /// The gradient of the mean cross-entropy of `network` on `rows` of the table, without any penalty.
  /// - Complexity: O(rows · weights of the dense network): removed connections have a gradient, too.
  /// - Precondition: at least one row.
  public func gradient(of network: Network, rows: [Int]) throws(TrainingError) -> Gradient {
    let network = network.unmasked()
    var parts: [(gradient: Gradient, weight: Double)] = []
    for start in stride(from: 0, to: rows.count, by: Self.gradientBatch) {
      let batch = rows[start..<min(start + Self.gradientBatch, rows.count)].map(Int32.init)
      let session = try Session(self, network, batchSize: batch.count)
      var result = network
      session.engine.storeGradient(of: batch, in: session.table, into: &result)
      let layers = result.layers.map {
        Gradient.Layer(weights: $0.weights.firstMoments, biases: $0.biases.firstMoments)
      }
      parts.append((Gradient(layers: layers), Double(batch.count) / Double(rows.count)))
    }
    return Gradient(mean: parts)
  }

  /// The rows whose gradient is taken at a time: it bounds the memory.
  private static let gradientBatch = 1024

  /// The same trainer with an L1 penalty on the weights.
  public func penalizing(l1: Double) -> Trainer {
    Trainer(
      table, trainingRows: rows, evaluationRows: evaluationRows.map(Int.init),
      hyperparameters: hyperparameters.penalizing(l1: l1), instructionSet: instructionSet)
  }

  /// The mean cross-entropy of `network` on `rows` of the table.
  public func crossEntropy(
    of network: Network, rows: [Int]
  ) throws(TrainingError) -> Double {
    let session = try Session(self, network)
    return session.engine.crossEntropy(of: rows.map(Int32.init), in: session.table)
  }
}

extension Trainer {
  /// A network in the kernels' memory, with a table that holds only its features.
  struct Session {
    private(set) var trainer: Trainer
    let engine: Engine
    let table: SampleTable
    private let features: [Int]
    private let connections: [Int]

    init(
      _ trainer: Trainer, _ network: Network, reusing previous: Session? = nil,
      batchSize: Int? = nil
    ) throws(TrainingError) {
      self.trainer = trainer
      features = network.features
      connections = network.connectionsByLayer
      if let previous, previous.features == features {
        table = previous.table
      } else if features.count == trainer.table.columns {
        table = trainer.table
      } else if let previous, previous.table !== trainer.table,
        let kept = features.positions(in: previous.features)
      {
        // Its own, which is not used again.
        table = previous.table
        table.keep(kept)
      } else {
        table = try SampleTable(trainer.table, columns: features)
      }
      // A batch never has more samples than the training rows.
      let batchSize =
        batchSize ?? min(trainer.hyperparameters.batchSize, trainer.trainingRows.count)
      engine = try Engine(
        network, batchSize: batchSize, instructionSet: trainer.instructionSet)
    }

    func store(into network: inout Network) { engine.store(into: &network) }

    /// The same network in the same memory, under an L1 penalty.
    func penalizing(_ l1: Double) -> Session {
      var result = self
      result.trainer = trainer.penalizing(l1: l1)
      return result
    }

    func observation(of network: Network, after curve: LearningCurve) -> TrainingEpoch {
      TrainingEpoch(
        number: curve.losses.count, loss: curve.losses[curve.losses.count - 1],
        connections: connections, correct: curve.correct.last, engine: engine, table: table,
        shape: network)
    }

    /// One epoch of training, at the learning rate times `rateFactor`, and what was observed; `hierarchy` is LassoNet's.
    func run(
      epoch: Int, rateFactor: Double, hierarchy: Double = 0, _ state: inout TrainingState,
      _ curve: inout LearningCurve
    ) throws(TrainingError) {
      guard !Task.isCancelled else { throw .cancelled }
      let order = state.nextOrder(of: trainer.trainingRows)
      let hyperparameters = trainer.hyperparameters.scalingRate(by: rateFactor)
      let loss = engine.train(
        on: table, order: order, hyperparameters: hyperparameters, step: state.step,
        hierarchy: hierarchy)
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

extension [Int] {
  /// Where each number is in `all`; nil unless all of them are. Both ascend.
  fileprivate func positions(in all: [Int]) -> [Int]? {
    let wanted = Set(self)
    let positions = all.indices.filter { wanted.contains(all[$0]) }
    return positions.count == count ? positions : nil
  }
}
