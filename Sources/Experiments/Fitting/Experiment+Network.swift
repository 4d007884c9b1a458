package import Inputs
import Pruning
public import Tabular
public import Training

extension Experiment {
  /// The network of a finished fit, trained once more: a journal keeps no networks, and the same fit gives the same
  /// bits. It is the network after the epoch that counts, whose predictions the record has; of a fit of the search, which
  /// has none, the last one.
  /// - Parameters:
  ///   - record: a fit of this run that has a result.
  ///   - fills: of each of the dataset's columns what missing values of new rows become; by default that is decided
  ///     for columns that lack values only.
  /// - Throws: ``InputError`` if the fit is none of this run's; ``TrainingError``; `CancellationError`.
  public func network(
    of record: FitRecord, fills: [FeatureColumn.Fill]? = nil
  ) throws -> FittedNetwork {
    let (data, job, fork) = try place(of: record)
    let epoch = record.result?.predictions?.epoch
    return try cancellable {
      try runner.network(of: fork, in: job, after: epoch, on: data, fills: fills)
    }
  }

  /// The rows of its dataset that a finished fit was trained on.
  /// - Throws: ``InputError`` if the fit is none of this run's.
  package func trainingRows(of record: FitRecord) throws(InputError) -> [Int] {
    let (data, job, _) = try place(of: record)
    return data.split(of: job).training
  }

  /// The data of a finished fit, and what trains it.
  private func place(
    of record: FitRecord
  ) throws(InputError) -> (data: ExperimentData, job: Job, fork: Job.Fork) {
    let key = record.key
    guard description.misfit(among: [record]) == nil,
      let data = datasets.first(where: { $0.dataset.name == key.dataset }),
      let summary = description.datasets.first(where: { $0.name == key.dataset })
    else { throw InputError(.usage, code: .mismatch, expected: "a fit of this run", found: key.id) }
    let fork = Job.Fork(method: key.method, level: key.level)
    let job = Job(
      dataset: summary, split: key.split, phase: key.phase, setting: key.setting,
      repeat: key.repeat, fold: key.fold, forks: [fork])
    return (data, job, fork)
  }
}

extension FitRunner {
  fileprivate func network(
    of fork: Job.Fork, in job: Job, after epoch: Int?, on data: ExperimentData,
    fills: [FeatureColumn.Fill]?
  ) throws(TrainingError) -> FittedNetwork {
    let protocolFile = protocolFile.of(job.dataset.name)
    let rows = data.split(of: job).training
    let trainer = Trainer(
      try data.table(trainedOn: rows, job.setting.scaling), trainingRows: rows,
      hyperparameters: job.setting.hyperparameters(
        learningRate: protocolFile.schedule.learningRate),
      instructionSet: instructionSet)
    var state = TrainingState(
      job.architecture, stream: RandomStream(seed: protocolFile.seed, name: job.streamName))
    let initial = state.network
    let method = try methods.method(training: fork.method, of: protocolFile)
    // Epochs are counted as a record counts them: with the pretraining where the method goes on from there.
    var seen = 0
    var counted: Network?
    func see(_ observed: TrainingEpoch) {
      seen += 1
      if seen == epoch { counted = observed.network() }
    }
    if method.usesPretraining {
      try trainer.train(
        &state, epochs: protocolFile.schedule.pretrainingEpochs, observe: see)
    }
    if !method.continuesPretraining { (seen, counted) = (0, nil) }
    let start = start(of: fork, in: job, trainer, initial: initial, pretrained: state)
    let (trained, _) = try method.train(start, observe: see)
    let (imputer, scaler) = data.preparation(trainedOn: rows, job.setting.scaling, fills: fills)
    return FittedNetwork(imputer: imputer, scaler: scaler, network: counted ?? trained.network)
  }
}
