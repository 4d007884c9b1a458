import Training

// How much work a run is, roughly, in multiplications: what the ETA counts by.
extension RunDescription {
  /// The work of a job's fits.
  package func cost(of job: Job) -> Double { cost(of: job.setting, job.forks, on: job.dataset) }

  private func cost(
    of setting: Setting, _ forks: [Job.Fork], on dataset: DatasetSummary
  ) -> Double {
    let schedule = protocolFile.schedule(of: dataset.name)
    let forks = forks.reduce(0) { $0 + ($1.level == nil ? 1 : Self.prunedEpoch) }
    let epochs = Double(schedule.pretrainingEpochs) + forks * Double(schedule.pruningEpochs)
    let perBatch = 1 + Self.updateSamples / Double(setting.batch)
    let connections = dataset.architecture(hidden: setting.hidden).connections
    return epochs * Double(connections) * Double(dataset.rows) * perBatch
  }

  /// What the epochs of pruning of a pruned network take of a dense one's: 0.395 in the 18 000 searched settings of
  /// reports/uci/paper, all five datasets and levels together (0.35 on ISOLET to 0.67 on Segmentation: the larger the
  /// network, the less).
  private static let prunedEpoch = 0.4

  /// The samples that take as long as Adam's update after each minibatch. In the same search dense networks took 1.33
  /// times as long with minibatches of 16 as of 64, and 1.12 times with 32: that is 8 samples. It is 10 by an earlier
  /// measurement, and stays so: committed reports state shares of work that were counted with it.
  private static let updateSamples = 10.0

  /// The work of one stage. A fit of a later round of the search and a refit count as the mean of
  /// the grid, each with a pretraining of its own, since dense network and levels go on with
  /// different settings; an equivalent network as one of the width that the largest network at the
  /// largest density comes to.
  package func expectedCost(of stage: Stage) -> Double {
    let perDataset = datasets.map { dataset in
      expectedCost(of: stage, splits: protocolFile.splits.count(of: dataset.name), dataset)
    }
    return perDataset.reduce(0, +)
  }

  package func expectedCost(of stage: Stage, in choices: Choices) -> Double {
    expectedCost(of: stage, splits: 1, choices.dataset)
  }

  private func expectedCost(
    of stage: Stage, splits: Int, _ dataset: DatasetSummary
  ) -> Double {
    let fits = Double(fitsASplit(of: stage, on: dataset) * splits)
    switch stage {
    case .search, .refits:
      let forks = searchForks
      let perFit = protocolFile.grid.settings.flatMap { setting in
        forks.map { cost(of: setting, [$0], on: dataset) }
      }
      return perFit.reduce(0, +) / Double(perFit.count) * fits
    case .sizedSearch, .sizedRefits:
      let setting = protocolFile.grid.settings[0].with(hidden: largestEquivalent(dataset))
      return cost(of: setting, [Job.Fork(method: .equivalent, level: nil)], on: dataset) * fits
    }
  }

  /// The hidden nodes of the dense network that has about as many connections as the largest of the
  /// grid at the largest density.
  private func largestEquivalent(_ dataset: DatasetSummary) -> [Int] {
    let kept = protocolFile.grid.hidden.flatMap { hidden in
      let architecture = Architecture(
        inputs: dataset.features, hidden: hidden, classes: dataset.classes)
      return protocolFile.pruning.levels.map {
        protocolFile.targets($0, for: architecture).reduce(0, +)
      }
    }
    return Architecture.equivalent(
      to: kept.max() ?? 1, inputs: dataset.features, classes: dataset.classes
    ).hidden
  }
}
