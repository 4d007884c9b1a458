import Runs

/// Times shortened jobs of a run's search.
struct Calibration: Sendable {
  let description: RunDescription
  let runner: FitRunner
  let pool: WorkerPool

  /// The epochs of pruning that a try has at least: with fewer, an annealing schedule spends too small
  /// a share of them on networks that are not sparse yet.
  private static let pruningEpochs = 40
  /// The seconds from which on a try is long enough to be timed.
  private static let enough = 0.2

  /// The widths and batch sizes of the grid: what the time of a fit depends on most.
  private struct Shape: Hashable {
    let hidden: [Int]
    let batch: Int

    init(_ setting: Setting) {
      hidden = setting.hidden
      batch = setting.batch
    }
  }

  /// The seconds of CPU time that `dataset` takes in all.
  /// - Parameter report: called with the share that is done.
  func seconds(
    _ dataset: DatasetSummary, _ data: ExperimentData, report: (Double) -> Void
  ) async throws -> Double {
    let jobs = sample(dataset)
    var measured: [Shape: Double] = [:]
    try await pool.run(jobs) { job in
      Result { try cancellable { try seconds(of: job, data) } }
    } collect: { job, result in
      measured[Shape(job.setting)] = try result.unlessCancelled()
      report(Double(measured.count) / Double(jobs.count))
    }
    let protocolFile = description.protocolFile
    let perSetting = protocolFile.grid.settings.map { measured[Shape($0)] ?? 0 }.reduce(0, +)
    let fits = Double(description.rounds[0].fits * protocolFile.splits.count(of: dataset.name))
    // What comes after the first round of the search is not known yet: it counts as the run's own
    // ETA counts it.
    let own = description.alone(dataset)
    let work = protocolFile.grid.settings.map { own.cost(of: job(dataset, $0, fold: 0)) }
      .reduce(0, +)
    let later = own.expectedCost(after: .search(round: 0)) / (work * fits)
    return perSetting * fits * (1 + later)
  }

  /// One job for each shape, with L2 coefficients in turn, so that each has its share.
  private func sample(_ dataset: DatasetSummary) -> [Job] {
    let grid = description.protocolFile.grid
    let folds = description.protocolFile.validation.folds
    return grid.hidden.enumerated().flatMap { row, hidden in
      grid.batch.enumerated().map { column, batch in
        let l2 = grid.l2[(row + column) % grid.l2.count]
        return job(
          dataset, Setting(hidden: hidden, l2: l2, batch: batch), fold: (row + column) % folds)
      }
    }
  }

  private func job(_ dataset: DatasetSummary, _ setting: Setting, fold: Int) -> Job {
    Job(
      dataset: dataset, split: 0, phase: .search, setting: setting, repeat: 0, fold: fold,
      forks: description.searchForks.filter {
        description.settings(of: $0.method, on: dataset).contains { $0.hidden == setting.hidden }
      })
  }

  /// The seconds of a whole job, from one with fewer epochs, tried with twice as many until it takes
  /// long enough.
  private func seconds(of job: Job, _ data: ExperimentData) throws -> Double {
    let whole = description.protocolFile.of(job.dataset.name).schedule
    var divisor = max(1, whole.pruningEpochs / Self.pruningEpochs)
    while true {
      let schedule = whole.shortened(by: divisor)
      let time = ProcessorTime()
      _ = try runner.scheduled(schedule).records(of: job, on: data)
      let seconds = time.elapsed
      if seconds >= Self.enough || divisor == 1 {
        return seconds * Double(whole.pretrainingEpochs + whole.pruningEpochs)
          / Double(schedule.pretrainingEpochs + schedule.pruningEpochs)
      }
      divisor = max(1, divisor / 2)
    }
  }
}

extension ProtocolFile.Schedule {
  /// A schedule of the same shape with fewer epochs.
  fileprivate func shortened(by divisor: Int) -> ProtocolFile.Schedule {
    ProtocolFile.Schedule(
      learningRate: learningRate, pretrainingEpochs: max(1, pretrainingEpochs / divisor),
      pruningEpochs: max(2, pruningEpochs / divisor))
  }
}
