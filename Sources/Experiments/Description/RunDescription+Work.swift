import Pruning
import Training

// How much work a run is, roughly, in multiplications: what the ETA counts by.
extension RunDescription {
  /// The work of a job's fits.
  package func cost(of job: Job) -> Double { cost(of: job.setting, job.forks, on: job.dataset) }

  package func costs(of jobs: [Job]) -> [Double] {
    var costs: [Double] = []
    for (index, job) in jobs.enumerated() {
      // Those of one setting differ in the fold.
      let isAlike = index > 0 && job.trainsAlike(jobs[index - 1])
      costs.append(isAlike ? costs[index - 1] : cost(of: job))
    }
    return costs
  }

  private func cost(
    of setting: Setting, _ forks: [Job.Fork], on dataset: DatasetSummary
  ) -> Double {
    let schedule = protocolFile.schedule(of: dataset.name)
    let architecture = dataset.architecture(hidden: setting.hidden)
    var (pruning, other) = (0.0, 0.0)
    for fork in forks {
      let method = method(fork.method)
      pruning += method?.relativeCost ?? 1
      other += method?.otherWork(on: architecture) ?? 0
    }
    let epochs = Double(schedule.pretrainingEpochs) + pruning * Double(schedule.pruningEpochs)
    let perBatch = 1 + Self.updateSamples / Double(setting.batch)
    return epochs * Double(architecture.connections) * Double(dataset.rows) * perBatch + other
  }

  /// The method that trains what a fit counts towards; nil of one that PruneBench does not have.
  private func method(_ name: MethodName) -> (any Method)? {
    guard let compared = protocolFile.method(name) else { return nil }
    let catalogue = MethodCatalogue.standard
    return compared.options == nil
      ? catalogue[compared.trainedBy] : catalogue.method(of: compared)
  }

  /// A job as several, whose work is `most` if it can be: they pretrain the same network again, which is to be a tenth
  /// of their work at the most.
  package func pieces(of job: Job, atMost most: Double) -> [Job] {
    guard job.forks.count > 1, cost(of: job) > most else { return [job] }
    let pretraining = cost(of: job.with([]))
    let enough = max(most, 10 * pretraining)
    var pieces: [(forks: [Job.Fork], cost: Double)] = []
    for fork in job.forks {
      let cost = cost(of: job.with([fork])) - pretraining
      if let last = pieces.indices.last(where: { pieces[$0].cost + cost <= enough }) {
        pieces[last].forks.append(fork)
        pieces[last].cost += cost
      } else {
        pieces.append(([fork], cost))
      }
    }
    return pieces.map { job.with($0.forks) }
  }

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
      let perFit = searchForks.flatMap { fork in
        settings(of: fork.method, on: dataset).map { cost(of: $0, [fork], on: dataset) }
      }
      return perFit.reduce(0, +) / Double(max(1, perFit.count)) * fits
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
