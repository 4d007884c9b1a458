import Foundation
import Runs
import Tabular
import Training

/// Carries out jobs: one pretraining, then a fork for the dense network and each sparsity level.
struct FitRunner: Sendable {
  let protocolFile: ProtocolFile
  let instructionSet: InstructionSet

  /// The same for fits of another length.
  func scheduled(_ schedule: ProtocolFile.Schedule) -> FitRunner {
    FitRunner(protocolFile: protocolFile.scheduled(schedule), instructionSet: instructionSet)
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
      try data.table(trainedOn: split.training), trainingRows: split.training,
      evaluationRows: split.heldOut,
      hyperparameters: job.setting.hyperparameters(learningRate: schedule.learningRate),
      instructionSet: instructionSet)
    var state = TrainingState(
      job.architecture, stream: RandomStream(seed: protocolFile.seed, name: job.streamName))
    // A dense network's epochs count from the first on, those of the pretraining among them.
    var watch =
      job.phase == .search
      ? nil
      : RetrainingWatch(
        rows: split.heldOut, epoch: job.forks.first { $0.density == nil }?.epoch ?? .none)
    let curve: LearningCurve
    do throws(TrainingError) {
      curve = try trainer.train(&state, epochs: schedule.pretrainingEpochs) { watch?.see($0) }
    } catch .diverged(let epoch) {
      let share = time.elapsed / Double(job.forks.count)
      let failure = FitRecord.Outcome.failure("\(TrainingError.diverged(epoch: epoch))")
      return job.keys.map { record($0, failure, took: share) }
    }
    let pretrained = time.elapsed
    let pretraining = Pretraining(
      state: state, curve: curve, watch: watch, seconds: pretrained - (watch?.timing ?? 0))

    var records: [FitRecord] = []
    for fork in job.forks {
      let time = ProcessorTime()
      let outcome: FitRecord.Outcome
      var cost: FitRecord.Cost?
      do throws(TrainingError) {
        let (result, watch) = try result(
          of: fork, in: job, after: pretraining, trainer, split, data.dataset)
        outcome = .result(result)
        cost = watch.flatMap { watch in
          watch.secondsPerRow.map {
            FitRecord.Cost(
              training: (pretraining.seconds + time.elapsed - watch.timing).rounded(to: 1e3),
              prediction: $0.rounded(to: 1e9))
          }
        }
      } catch .diverged(let epoch) {
        outcome = .failure("\(TrainingError.diverged(epoch: epoch)) after pretraining")
      } catch .cancelled where !records.isEmpty {
        return records
      }
      records.append(
        record(
          job.key(fork), outcome, took: pretrained / Double(job.forks.count) + time.elapsed,
          cost: cost))
    }
    return records
  }

  /// What the forks of a job have in common.
  private struct Pretraining {
    let state: TrainingState
    let curve: LearningCurve
    let watch: RetrainingWatch?
    /// What it took.
    let seconds: Double
  }

  /// Trains a copy of the pretrained network to the end, densely or by CPNA.
  private func result(
    of fork: Job.Fork, in job: Job, after pretraining: Pretraining, _ trainer: Trainer,
    _ split: Split, _ dataset: Dataset
  ) throws(TrainingError) -> (result: FitResult, watch: RetrainingWatch?) {
    let protocolFile = protocolFile.of(dataset.name)
    let decay = job.setting.decay
    var state = pretraining.state
    var watch = pretraining.watch
    watch?.timing = 0
    var firstEpoch = 1
    let curve: LearningCurve
    if let density = fork.density {
      let plan = protocolFile.plan(for: job.architecture, density: density)
      firstEpoch = protocolFile.schedule.pretrainingEpochs + plan.finalEpoch
      watch = watch?.forked(epoch: fork.epoch, firstEpoch: firstEpoch)
      curve = pretraining.curve.followed(
        by: try trainer.prune(&state, by: plan, decay: decay) { watch?.see($0) })
    } else {
      let epochs = protocolFile.schedule.pruningEpochs
      curve = pretraining.curve.followed(
        by: try trainer.train(&state, epochs: epochs, decay: decay) { watch?.see($0) })
    }
    let result = FitResult(
      trainingRows: split.training.count, heldOutRows: split.heldOut.count,
      connections: state.network.connectionsByLayer,
      effectiveConnections: state.network.effectiveConnections, firstEpoch: firstEpoch,
      correct: Array(curve.correct.dropFirst(firstEpoch - 1)),
      loss: curve.losses[curve.losses.count - 1], predictions: watch?.predictions(of: dataset),
      history: watch?.history)
    return (result, watch)
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

extension Double {
  /// The nearest multiple of 1 / `parts`.
  fileprivate func rounded(to parts: Double) -> Double { (parts * self).rounded() / parts }
}
