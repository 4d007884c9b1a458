import Foundation
import Pruning
import Runs
import Tabular
import Training

/// Carries out jobs: one pretraining, then a fork for each method and level.
struct FitRunner: Sendable {
  let protocolFile: ProtocolFile
  let methods: MethodCatalogue
  let instructionSet: InstructionSet

  /// The same for fits of another length.
  func scheduled(_ schedule: ProtocolFile.Schedule) -> FitRunner {
    FitRunner(
      protocolFile: protocolFile.scheduled(schedule), methods: methods,
      instructionSet: instructionSet)
  }

  /// The records of all fits of `job`. A fit that diverged is a recorded failure.
  /// - Returns: one record for each fit; of a task that was cancelled, those of the fits that were
  ///   finished before.
  /// - Throws: ``TrainingError/outOfMemory`` and, with no fit finished, ``TrainingError/cancelled``:
  ///   they say nothing about the fits, and another try may succeed.
  func records(
    of job: Job, on data: ExperimentData
  ) throws(TrainingError) -> [FitRecord] {
    let time = ProcessorTime()
    let schedule = protocolFile.of(job.dataset.name).schedule
    let split = data.split(of: job)
    let trainer = Trainer(
      try data.table(trainedOn: split.training, job.setting.scaling), trainingRows: split.training,
      evaluationRows: protocolFile.countsOnlyLastEpoch(of: job.phase) ? [] : split.heldOut,
      hyperparameters: job.setting.hyperparameters(learningRate: schedule.learningRate),
      instructionSet: instructionSet)
    var state = TrainingState(
      job.architecture, stream: RandomStream(seed: protocolFile.seed, name: job.streamName))
    let initial = state.network
    // The epochs of a network that is not pruned count from the first on, those of the pretraining among them.
    var watches =
      job.phase == .search
      ? []
      : job.forks.map {
        RefitWatch(rows: split.heldOut, epoch: $0.level == nil ? $0.epoch : .none)
      }
    let forkMethods = try job.forks.map { fork throws(TrainingError) in
      try methods.method(training: fork.method, of: protocolFile)
    }
    let users = forkMethods.map(\.usesPretraining)
    var curve = LearningCurve()
    var divergence: TrainingError?
    if users.contains(true) {
      do throws(TrainingError) {
        curve = try trainer.train(&state, epochs: schedule.pretrainingEpochs) { epoch in
          for index in watches.indices { watches[index].see(epoch) }
        }
      } catch .diverged(let epoch) {
        divergence = .diverged(epoch: epoch)
      }
    }
    let pretrained = time.elapsed
    let pretraining = Pretraining(
      initial: initial, state: state, curve: curve, watches: watches,
      seconds: pretrained - watches.map(\.timing).reduce(0, +))

    var records: [FitRecord] = []
    for (index, fork) in job.forks.enumerated() {
      let time = ProcessorTime()
      let outcome: FitRecord.Outcome
      var cost: FitRecord.Cost?
      // Who uses the pretraining pays for it.
      let share = users[index] ? pretrained / Double(users.count { $0 }) : 0
      if let divergence, users[index] {
        records.append(record(job.key(fork), .failure("\(divergence)"), took: share))
        continue
      }
      do throws(TrainingError) {
        let (result, watch) = try result(
          of: fork, in: job, after: pretraining, watches.isEmpty ? nil : watches[index], trainer,
          split, data.dataset)
        outcome = .result(result)
        cost = watch.flatMap { watch in
          watch.secondsPerRow.map {
            FitRecord.Cost(
              training: ((users[index] ? pretraining.seconds : 0) + time.elapsed - watch.timing)
                .rounded(to: 1e3),
              prediction: $0.rounded(to: 1e9))
          }
        }
      } catch .diverged(let epoch) {
        outcome = .failure(
          "\(TrainingError.diverged(epoch: epoch))"
            + (forkMethods[index].continuesPretraining ? " after pretraining" : ""))
      } catch .cancelled where !records.isEmpty {
        return records
      }
      records.append(
        record(
          job.key(fork), outcome, took: share + time.elapsed, cost: cost))
    }
    return records
  }

  /// What the forks of a job have in common.
  private struct Pretraining {
    let initial: Network
    let state: TrainingState
    let curve: LearningCurve
    /// One for each fork; none in a search.
    let watches: [RefitWatch]
    /// What it took.
    let seconds: Double
  }

  /// Trains a copy of the pretrained network to the end, as the fork's method does.
  private func result(
    of fork: Job.Fork, in job: Job, after pretraining: Pretraining, _ watch: RefitWatch?,
    _ trainer: Trainer, _ split: Split, _ dataset: Dataset
  ) throws(TrainingError) -> (result: FitResult, watch: RefitWatch?) {
    let protocolFile = protocolFile.of(dataset.name)
    let method = try methods.method(training: fork.method, of: protocolFile)
    let start = start(
      of: fork, in: job, trainer, initial: pretraining.initial, pretrained: pretraining.state)
    let firstEpoch = method.firstEpoch(in: start.schedule)
    var watch = watch?.going(
      on: method.continuesPretraining, epoch: fork.epoch, firstEpoch: firstEpoch)
    let (state, own) = try method.train(start) { watch?.see($0) }
    let curve = method.continuesPretraining ? pretraining.curve.followed(by: own) : own
    let epochs = curve.losses.count
    let isLastOnly = protocolFile.countsOnlyLastEpoch(of: job.phase)
    let result = FitResult(
      trainingRows: split.training.count, heldOutRows: split.heldOut.count,
      connections: state.network.connectionsByLayer,
      effectiveConnections: state.network.effectiveConnections,
      firstEpoch: isLastOnly ? epochs : firstEpoch,
      correct: isLastOnly
        ? [try correct(state.network, after: own.losses.count, trainer, split, dataset)]
        : Array(curve.correct.dropFirst(firstEpoch - 1)),
      loss: curve.losses[epochs - 1], predictions: watch?.predictions(of: dataset),
      // One a split is enough to look at: most of a journal would be histories.
      history: job.repeat == 0 ? watch?.history : nil)
    guard job.phase == .final else { return (result, watch) }
    let features = fork.level == nil ? nil : state.network.effectiveFeatures
    return (
      result.with(widths: NetworkSize(of: state.network).widths, features: features), watch
    )
  }

  /// The held-out rows that a network classifies correctly.
  private func correct(
    _ network: Network, after epoch: Int, _ trainer: Trainer, _ split: Split, _ dataset: Dataset
  ) throws(TrainingError) -> Int {
    let logits = try trainer.logits(of: network, rows: split.heldOut)
    guard logits.values.allSatisfy(\.isFinite) else { throw .diverged(epoch: epoch) }
    return zip(predictedClasses(logits), split.heldOut).count { $0 == dataset.labels[$1] }
  }

  /// What a fork's method begins with.
  func start(
    of fork: Job.Fork, in job: Job, _ trainer: Trainer, initial: Network,
    pretrained: TrainingState
  ) -> MethodStart {
    let protocolFile = protocolFile.of(job.dataset.name)
    return MethodStart(
      trainer: trainer, initial: initial, pretrained: pretrained,
      pretrainingEpochs: protocolFile.schedule.pretrainingEpochs,
      annealing: protocolFile.annealing, decay: job.setting.decay,
      normalization: protocolFile.pruning.normalization,
      targets: protocolFile.targets(fork.level, for: job.architecture),
      seed: protocolFile.seed, name: job.name(of: fork))
  }

  private func record(
    _ key: FitKey, _ outcome: FitRecord.Outcome, took seconds: Double,
    cost: FitRecord.Cost? = nil
  ) -> FitRecord {
    // Milliseconds and whole seconds: what a reader of the journal can use.
    let now = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded())
    return FitRecord(
      key: key, outcome: outcome, seconds: seconds.rounded(to: 1e3), cost: cost, finished: now)
  }
}

extension ProtocolFile {
  /// Whether all that counts of a fit's epochs is the last, so that held-out rows need not be looked at before. Of refits
  /// reports show the others, too.
  func countsOnlyLastEpoch(of phase: FitKey.Phase) -> Bool {
    choice.epoch == .last && phase == .search
  }
}

extension Double {
  /// The nearest multiple of 1 / `parts`.
  fileprivate func rounded(to parts: Double) -> Double { (parts * self).rounded() / parts }
}
