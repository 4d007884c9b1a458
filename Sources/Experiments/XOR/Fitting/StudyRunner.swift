import Pruning
import Runs
import Tabular
import Training

/// Carries out the jobs of a study.
struct StudyRunner: Sendable {
  let study: StudyFile
  let instructionSet: InstructionSet

  /// The records of all fits of `job`. A fit that diverged is a recorded failure.
  /// - Returns: one record for each fit; of a task that was cancelled, those of the fits that were
  ///   finished before.
  /// - Throws: ``TrainingError/outOfMemory`` and, with no fit finished, ``TrainingError/cancelled``,
  ///   which say nothing about the fits; ``InputError`` if there is no such problem.
  func records(of job: StudyJob) throws -> [StudyRecord] {
    var run = try JobUnderWay(job, study, instructionSet)
    do throws(TrainingError) {
      try run.perform()
    } catch {
      guard error == .cancelled, !run.records.isEmpty else { throw error }
    }
    return run.records
  }
}

/// A finished fit whose state others go on from.
private struct Found {
  let state: TrainingState
  let watcher: Watcher
}

/// One job under way.
private struct JobUnderWay {
  let job: StudyJob
  let study: StudyFile
  let samples: Samples
  let trainer: Trainer
  var records: [StudyRecord] = []
  /// Each fit's share of the pretraining, in seconds.
  private var pretrainingShare = 0.0

  init(
    _ job: StudyJob, _ study: StudyFile, _ instructionSet: InstructionSet
  ) throws {
    self.job = job
    self.study = study
    samples = try job.one.problem.samples(draw: job.drawName, seed: study.seed)
    trainer = Trainer(
      samples.table, trainingRows: samples.training,
      hyperparameters: Hyperparameters(
        learningRate: study.learningRate, l2: job.shared.setting.l2, batchSize: study.batch),
      instructionSet: instructionSet)
  }

  mutating func perform() throws(TrainingError) {
    let setting = job.shared.setting
    let initial = TrainingState(
      Architecture(
        inputs: job.one.problem.dimensions, hidden: [setting.hidden], classes: 2),
      stream: stream("weights"))
    guard job.shared.method != .dense else {
      try record(.dense, nil, after: Found(state: initial, watcher: watcher()), initial.network)
      return
    }
    let time = ProcessorTime()
    let pretrained: Found
    do throws(TrainingError) {
      var state = initial
      var watcher = watcher()
      try trainer.train(&state, epochs: setting.pretrainingEpochs) {
        watcher.see($0, counts: false, isLast: false)
      }
      pretrained = Found(state: state, watcher: watcher)
      pretrainingShare = time.elapsed / Double(job.keys.count)
    } catch .diverged(let epoch) {
      pretrainingShare = time.elapsed / Double(job.keys.count)
      for key in job.keys {
        append(
          key, nil, "\(TrainingError.diverged(epoch: epoch)) of pretraining", since: ProcessorTime()
        )
      }
      return
    }
    for pruning in Set(job.keys.compactMap(\.setting.pruning?.ofHiddenLayer)).sorted() {
      try goOn(from: pretrained, of: nil, initial.network, pruning)
    }
  }

  /// All methods that go on from `found`, what `parent` or the pretraining came to, and those that go on from them.
  /// - Parameter pruning: how the hidden layer is pruned; where features are selected, their number too.
  private mutating func goOn(
    from found: Found, of parent: StudyMethod?, _ initial: Network, _ pruning: StudyPruning
  ) throws(TrainingError) {
    for method in StudyMethod.allCases where method.parent == parent && method.step != .training {
      let counts: [Int?] =
        method.selectsFeatures && pruning.features == nil
        ? job.one.featureStep?.counts ?? [] : [pruning.features]
      for pruning in counts.map({ pruning.keeping(features: $0) }) {
        if let own = try record(method, pruning, after: found, initial) {
          try goOn(from: own, of: method, initial, pruning)
        }
      }
    }
  }

  // MARK: Fits

  /// What a method makes of `found`. A sub-network is trained again for as many epochs as it took to find it.
  private func fit(
    _ method: StudyMethod, _ pruning: StudyPruning?, after found: Found, _ initial: Network
  ) throws(TrainingError) -> Found {
    if let pruning, let plan = job.one.plan(method.step, pruning) {
      return try prune(found, by: plan)
    }
    guard case .refit(let start) = method.step, let pruning else {
      return try train(found.state, epochs: job.shared.setting.pretrainingEpochs)
    }
    return try train(
      TrainingState(
        subnetwork: found.state.network, from: start, initial: initial,
        stream: stream("\(method.rawValue)/\(pruning.streamName)")),
      epochs: found.watcher.epoch)
  }

  private func train(
    _ initial: TrainingState, epochs: Int
  ) throws(TrainingError) -> Found {
    var state = initial
    var watcher = watcher()
    try trainer.train(&state, epochs: epochs) {
      watcher.see($0, counts: true, isLast: $0.number == epochs)
    }
    return Found(state: state, watcher: watcher)
  }

  private func prune(
    _ found: Found, by plan: PruningPlan
  ) throws(TrainingError) -> Found {
    var state = found.state
    var watcher = found.watcher
    watcher.forgetBest()
    try trainer.prune(&state, by: plan) {
      watcher.see($0, counts: $0.number >= plan.finalEpoch, isLast: $0.number == plan.epochs)
    }
    return Found(state: state, watcher: watcher)
  }

  // MARK: Records

  /// Makes a fit, and records it if it is wanted.
  /// - Returns: the fit; nil if it failed, or is not wanted and nothing that is wanted goes on from
  ///   it.
  @discardableResult
  private mutating func record(
    _ method: StudyMethod, _ pruning: StudyPruning?, after found: Found, _ initial: Network
  ) throws(TrainingError) -> Found? {
    let key = job.keys.first { $0.method == method && $0.setting.pruning == pruning }
    let dependents = job.keys.filter { other in
      let shared =
        method.selectsFeatures ? other.setting.pruning : other.setting.pruning?.ofHiddenLayer
      return other.method.goesOn(from: method) && shared == pruning
    }
    guard key != nil || !dependents.isEmpty else { return nil }
    let time = ProcessorTime()
    do throws(TrainingError) {
      let found = try fit(method, pruning, after: found, initial)
      guard let key else { return found }
      do throws(FitFailure) {
        let result = try found.watcher.result(
          of: found.state.network, seesAllFeatures: method.keepsInputLayer)
        append(key, result, nil, since: time)
      } catch {
        append(key, nil, "\(error)", since: time)
      }
      return found
    } catch .diverged(let epoch) {
      let reason = "\(TrainingError.diverged(epoch: epoch))"
      if let key { append(key, nil, reason, since: time) }
      // What would have gone on from it fails with it.
      for other in dependents {
        append(other, nil, "\(reason) of \(method.rawValue)", since: ProcessorTime())
      }
      return nil
    }
  }

  private mutating func append(
    _ key: StudyKey, _ result: StudyResult?, _ failure: String?,
    since time: ProcessorTime
  ) {
    let seconds = pretrainingShare + time.elapsed
    records.append(
      StudyRecord(
        key: key, result: result, failure: failure, seconds: (1000 * seconds).rounded() / 1000))
  }

  private func stream(_ what: String) -> RandomStream {
    RandomStream(seed: study.seed, name: "\(job.streamName)/\(what)")
  }

  private func watcher() -> Watcher {
    Watcher(samples, interval: study.evaluationInterval, keepsCurve: study.keepsCurves)
  }
}
