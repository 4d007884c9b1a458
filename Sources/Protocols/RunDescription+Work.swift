import Training

// How much work a run is, roughly, in multiplications: what the ETA counts by.
extension RunDescription {
  /// The work of a job's fits.
  func work(of job: Job) -> Double {
    let architecture = Architecture(
      inputs: job.dataset.features, hidden: job.setting.hidden, classes: job.dataset.classes)
    let schedule = protocolFile.schedule
    // A pruned epoch costs less than a dense one, by what need not be computed.
    let epochs =
      Double(schedule.pretrainingEpochs) + (job.dense == nil ? 0 : Double(schedule.pruningEpochs))
      + 0.4 * Double(schedule.pruningEpochs * job.densities.count)
    // Adam's own work is as that of some ten more samples in each batch.
    let perBatch = 1 + 10 / Double(job.setting.batch)
    return epochs * Double(architecture.connections) * Double(job.dataset.rows) * perBatch
  }

  /// The work of the stages after `stage`, as far as it can be told before anything is chosen: a
  /// retraining counts as the mean job of the grid, an equivalent network as one of the width that
  /// the largest network at the largest density comes to.
  func expectedWork(after stage: Stage) -> Double {
    let settings = protocolFile.grid.settings
    func job(_ dataset: DatasetSummary, _ setting: Setting, _ densities: [[Double]]) -> Job {
      Job(
        dataset: dataset, split: 0, phase: .final, setting: setting, repeat: 0, fold: nil,
        dense: .best, densities: densities)
    }
    let perSplit = datasets.map { dataset in
      let perJob = settings.map { work(of: job(dataset, $0, protocolFile.pruning.densities)) }
      let retraining = perJob.reduce(0, +) / Double(perJob.count) * Double(protocolFile.retrains)
      let largest =
        settings.map { setting in
          let architecture = Architecture(
            inputs: dataset.features, hidden: setting.hidden, classes: dataset.classes)
          let kept = protocolFile.pruning.densities.map {
            Density($0).targets(for: architecture).reduce(0, +)
          }
          return kept.max() ?? 1
        }.max() ?? 1
      let equivalent = Architecture.equivalent(
        to: largest, inputs: dataset.features, classes: dataset.classes)
      let fits =
        expectedFits(of: .equivalentSearch) + expectedFits(of: .equivalentRetraining)
      let setting = Setting(
        hidden: equivalent.hidden, l2: settings[0].l2, batch: settings[0].batch)
      let equivalentWork = work(of: job(dataset, setting, [])) * Double(fits)
      switch stage {
      case .search: return retraining + equivalentWork
      case .retraining: return equivalentWork
      case .equivalentSearch, .equivalentRetraining: return 0
      }
    }
    return perSplit.reduce(0, +) * Double(protocolFile.splits.count)
  }
}
