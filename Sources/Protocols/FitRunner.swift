import Foundation
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
    let clock = ContinuousClock()
    let start = clock.now
    let split = data.split(of: job)
    let trainer = Trainer(
      try data.table(trainedOn: split.training), trainingRows: split.training,
      evaluationRows: split.heldOut,
      hyperparameters: job.setting.hyperparameters(
        learningRate: protocolFile.schedule.learningRate),
      instructionSet: instructionSet)
    let architecture = Architecture(
      inputs: data.dataset.features.columns, hidden: job.setting.hidden,
      classes: data.dataset.classNames.count)
    var pretrained = TrainingState(
      architecture, stream: RandomStream(seed: protocolFile.seed, name: job.streamName))
    let pretraining: LearningCurve
    do throws(TrainingError) {
      pretraining = try trainer.train(
        &pretrained, epochs: protocolFile.schedule.pretrainingEpochs)
    } catch .diverged(let epoch) {
      let share = (clock.now - start) / Double(job.keys.count)
      let failure = FitRecord.Outcome.failure("\(TrainingError.diverged(epoch: epoch))")
      return job.keys.map { record($0, failure, took: share) }
    }
    let shared = (clock.now - start) / Double(job.keys.count)

    var records: [FitRecord] = []
    for key in job.keys {
      let forked = clock.now
      let outcome: FitRecord.Outcome
      do throws(TrainingError) {
        outcome = .result(
          try fork(key, of: pretrained, after: pretraining, architecture, trainer, split))
      } catch .diverged(let epoch) {
        outcome = .failure("\(TrainingError.diverged(epoch: epoch)) after pretraining")
      } catch .cancelled where !records.isEmpty {
        return records
      }
      records.append(record(key, outcome, took: shared + (clock.now - forked)))
    }
    return records
  }

  /// Trains a copy of the pretrained network to the end, densely or by CPNA.
  private func fork(
    _ key: FitKey, of pretrained: TrainingState, after pretraining: LearningCurve,
    _ architecture: Architecture, _ trainer: Trainer, _ split: Split
  ) throws(TrainingError) -> FitResult {
    var state = pretrained
    var firstEpoch = 1
    let curve: LearningCurve
    if let density = key.density {
      let plan = protocolFile.plan(for: architecture, density: density)
      curve = pretraining.followed(by: try trainer.prune(&state, by: plan))
      firstEpoch = protocolFile.schedule.pretrainingEpochs + plan.finalEpoch
    } else {
      let epochs = protocolFile.schedule.pruningEpochs
      curve = pretraining.followed(by: try trainer.train(&state, epochs: epochs))
    }
    return FitResult(
      trainingRows: split.training.count, heldOutRows: split.heldOut.count,
      connections: state.network.connectionsByLayer,
      effectiveConnections: state.network.effectiveConnections, firstEpoch: firstEpoch,
      correct: Array(curve.correct.dropFirst(firstEpoch - 1)),
      loss: curve.losses[curve.losses.count - 1])
  }

  private func record(
    _ key: FitKey, _ outcome: FitRecord.Outcome, took duration: Duration
  ) -> FitRecord {
    // Milliseconds and whole seconds: what a reader of the journal can use.
    let milliseconds = (duration / .milliseconds(1)).rounded()
    let now = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded())
    return FitRecord(key: key, outcome: outcome, seconds: milliseconds / 1000, finished: now)
  }
}
