import Foundation
package import Pruning
package import Tabular
package import Training

/// One network on one dataset: pretrained, pruned by any plan, and if wanted the found sub-network
/// trained again as a control. What `prunebench fit` does.
package struct SingleFit: Sendable {
  /// The dataset; its rows are split and scaled by the fit.
  package let dataset: Dataset
  /// The nodes of each hidden layer before any pruning.
  package let hidden: [Int]
  /// Learning rate, L2 and batch size.
  package let hyperparameters: Hyperparameters
  /// Epochs before pruning.
  package let pretrainingEpochs: Int
  /// How the learning rate falls at the end of pruning, or of a dense network's or a control's
  /// epochs; nil for one that stays.
  package let decay: LearningRateDecay?
  /// How the features are scaled.
  package let scaling: Scaling
  /// What is pruned; nil for a dense network, and where a method of a comparison trains.
  package let plan: PruningPlan?
  /// The method of a comparison that trains after the pretraining, as a run would.
  package let method: MethodFit?
  /// Whether the sub-network is trained again, for as many epochs, and reported instead.
  package let control: SubnetworkStart?
  /// The share of the rows held out, stratified; 0 to train on all rows.
  package let testShare: Double
  /// The seed of the split, the weights and the minibatches.
  package let seed: UInt64

  /// - Precondition: the dataset has at least two rows; the plan has a target, or nil, for each
  ///   layer; a control has a plan.
  package init(
    on dataset: Dataset, hidden: [Int], hyperparameters: Hyperparameters, pretrainingEpochs: Int,
    decay: LearningRateDecay? = nil, scaling: Scaling = .minmax, plan: PruningPlan?,
    method: MethodFit? = nil, control: SubnetworkStart? = nil,
    testShare: Double = 0.2, seed: UInt64 = 1
  ) {
    precondition(dataset.rows >= 2 && (control == nil || plan != nil))
    precondition(method == nil || plan == nil)
    self.dataset = dataset
    self.hidden = hidden
    self.hyperparameters = hyperparameters
    self.pretrainingEpochs = pretrainingEpochs
    self.decay = decay
    self.scaling = scaling
    self.plan = plan
    self.method = method
    self.control = control
    self.testShare = testShare
    self.seed = seed
  }

  /// The network that is trained.
  package var architecture: Architecture {
    Architecture(
      inputs: dataset.features.columns, hidden: hidden, classes: dataset.classNames.count)
  }

  /// Trains, prunes, and scores the network after its last epoch.
  /// - Parameters:
  ///   - fills: of each of the dataset's columns what missing values become; by default that is decided
  ///     for columns that lack values only. A network that is to see other rows needs all.
  ///   - observe: called after each epoch, also of a training that diverges later; nil costs nothing,
  ///     else every epoch is scored.
  /// - Throws: ``TrainingError``.
  package func fit(
    fills: [FeatureColumn.Fill]? = nil, instructionSet: InstructionSet = .fastest,
    observe: ((SingleFitResult.Epoch) -> Void)? = nil
  ) throws(TrainingError) -> (result: SingleFitResult, fitted: FittedNetwork) {
    let clock = ContinuousClock()
    let start = clock.now
    let rows = split
    let imputer = Imputer(
      fitting: dataset.features, columns: dataset.columns(filledBy: fills), rows: rows.training)
    let features = imputer.filled(dataset.features)
    let scaler = Scaler(
      scaling, fitting: features, columns: dataset.columns, rows: rows.training)
    let trainer = Trainer(
      try SampleTable(scaler.scaled(features), labels: dataset.labels),
      trainingRows: rows.training, hyperparameters: hyperparameters,
      instructionSet: instructionSet)
    func watch(_ phase: String) -> (TrainingEpoch) -> Void {
      { epoch in
        guard let observe else { return }
        let network = epoch.network()
        observe(
          SingleFitResult.Epoch(
            phase: phase, connections: epoch.connections.reduce(0, +),
            training: scores(rows.training, epoch.logits, epoch.crossEntropy),
            test: rows.heldOut.isEmpty
              ? nil : scores(rows.heldOut, epoch.logits, epoch.crossEntropy),
            hiddenNodes: network.hiddenNodes.map(\.count).reduce(0, +),
            largestBias: network.layers.dropLast().flatMap(\.biasValues).map(\.magnitude).max() ?? 0
          ))
      }
    }
    var state = TrainingState(architecture, stream: stream("weights"))
    let initial = state.network
    if method?.method.usesPretraining ?? true {
      try trainer.train(
        &state, epochs: pretrainingEpochs, decay: plan == nil && method == nil ? decay : nil,
        observe: watch("pretraining"))
    }
    if let method {
      let start = MethodStart(
        trainer: trainer, initial: initial, pretrained: state,
        pretrainingEpochs: pretrainingEpochs, annealing: method.annealing, decay: decay,
        normalization: method.normalization, targets: method.targets, seed: seed,
        name: "\(dataset.name)/fit/\(method.method.identifier)")
      state = try method.method.train(start, observe: watch(method.phase)).state
    }
    if let plan { try trainer.prune(&state, by: plan, decay: decay, observe: watch("pruning")) }
    if let control {
      state = TrainingState(
        subnetwork: state.network, from: control, initial: initial, stream: stream("control"))
      let epochs = pretrainingEpochs + (plan?.epochs ?? 0)
      try trainer.train(&state, epochs: epochs, decay: decay, observe: watch("control"))
    }
    let network = state.network
    let epochs = pretrainingEpochs + (plan?.epochs ?? method?.annealing.epochs ?? 0)
    func finalScores(_ rows: [Int]) throws(TrainingError) -> SingleFitResult.Scores {
      let logits = try trainer.logits(of: network, rows: rows)
      let loss = try trainer.crossEntropy(of: network, rows: rows)
      // The last step of all can be the one that diverges.
      guard loss.isFinite else { throw .diverged(epoch: epochs) }
      return scores(rows, { _ in logits }, { _ in loss })
    }
    let names = FeatureNames.readable(dataset.featureNames)
    let result = SingleFitResult(
      dataset: dataset.name, architecture: "\(architecture)", seed: seed,
      learningRate: hyperparameters.learningRate, rateDecay: decay?.share, l2: hyperparameters.l2,
      batch: hyperparameters.batchSize, method: method?.method.identifier, control: control,
      epochs: epochs, connections: network.connectionsByLayer,
      effectiveConnections: network.effectiveConnections,
      features: network.features.map { names[$0] },
      hiddenNodes: network.hiddenNodes.map(\.count), trainingRows: rows.training.count,
      testRows: rows.heldOut.count, training: try finalScores(rows.training),
      test: rows.heldOut.isEmpty ? nil : try finalScores(rows.heldOut),
      seconds: ((clock.now - start) / .milliseconds(1)).rounded() / 1000)
    return (result, FittedNetwork(imputer: imputer, scaler: scaler, network: network))
  }

  /// Whether there are rows to train on and others to test with: two at least whose features differ.
  package var canBeSplit: Bool {
    testShare == 0 || RowGroups(dataset).units(of: Array(0..<dataset.rows)).count >= 2
  }

  /// The rows that are trained on.
  package var trainingRows: [Int] { split.training }

  private var split: Split {
    if testShare == 0 { return Split(training: Array(0..<dataset.rows), heldOut: []) }
    var stream = stream("split")
    return Split(
      Array(0..<dataset.rows), holdingOut: testShare, stratifiedBy: dataset.labels,
      groups: RowGroups(dataset), using: &stream)
  }

  private func stream(_ what: String) -> RandomStream {
    RandomStream(seed: seed, name: "\(dataset.name)/fit/\(what)")
  }

  private func scores(
    _ rows: [Int], _ logits: ([Int]) -> Matrix, _ crossEntropy: ([Int]) -> Double
  ) -> SingleFitResult.Scores {
    let outputs = logits(rows)
    let labels = rows.map { dataset.labels[$0] }
    let correct = zip(predictedClasses(outputs), labels).count { $0 == $1 }
    // No AUC is no number: of more than two classes, or where the rows are all of one.
    let auc =
      dataset.classNames.count == 2
      ? try? areaUnderCurve(
        (0..<rows.count).map { outputs[$0, 1] - outputs[$0, 0] },
        isPositive: labels.map { $0 == 1 }) : nil
    return SingleFitResult.Scores(
      loss: crossEntropy(rows), accuracy: Double(correct) / Double(max(1, rows.count)), auc: auc)
  }
}

extension Dataset {
  /// The columns with the given rules for missing values, one each; nil for their own.
  func columns(filledBy fills: [FeatureColumn.Fill]?) -> [FeatureColumn] {
    guard let fills else { return columns }
    precondition(fills.count == columns.count, "Dataset: a rule for each column")
    return zip(columns, fills).map { column, fill in
      FeatureColumn(
        name: column.name, features: column.features, isOneHot: column.isOneHot, fill: fill)
    }
  }
}
