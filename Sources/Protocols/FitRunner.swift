import Foundation
import Tabular
import Training

/// Carries out jobs: one pretraining, then a fork for the dense network and each sparsity level.
struct FitRunner: Sendable {
  let protocolFile: ProtocolFile
  let instructionSet: InstructionSet

  /// The records of all fits of `job`, failures included.
  func records(of job: Job, on data: ExperimentData) -> [FitRecord] {
    let clock = ContinuousClock()
    let start = clock.now
    do {
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
      let pretraining = try trainer.train(
        &pretrained, epochs: protocolFile.schedule.pretrainingEpochs)
      let shared = (clock.now - start) / Double(job.keys.count)

      return job.keys.map { key in
        let forked = clock.now
        let outcome = outcome(of: split, trainer) { () throws(TrainingError) in
          var state = pretrained
          guard let density = key.density else {
            let curve = try trainer.train(&state, epochs: protocolFile.schedule.pruningEpochs)
            return (state.network, pretraining.followed(by: curve), 1)
          }
          let plan = protocolFile.plan(for: architecture, density: density)
          let curve = try trainer.prune(&state, by: plan)
          return (state.network, pretraining.followed(by: curve), protocolFile.firstPrunedEpoch)
        }
        return record(key, outcome, took: shared + (clock.now - forked))
      }
    } catch {
      let share = (clock.now - start) / Double(job.keys.count)
      return job.keys.map { record($0, .failure("\(error)"), took: share) }
    }
  }

  private func outcome(
    of split: Split, _ trainer: Trainer,
    _ fit: () throws(TrainingError) -> (Network, LearningCurve, firstEpoch: Int)
  ) -> FitRecord.Outcome {
    do {
      let (network, curve, firstEpoch) = try fit()
      return .result(
        FitResult(
          trainingRows: split.training.count, heldOutRows: split.heldOut.count,
          connections: network.connectionsByLayer,
          effectiveConnections: network.effectiveConnections, firstEpoch: firstEpoch,
          correct: Array(curve.correct.dropFirst(firstEpoch - 1)),
          loss: curve.losses.last ?? .nan))
    } catch {
      return .failure("\(error)")
    }
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
