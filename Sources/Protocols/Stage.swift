/// The stages of a run. Each needs the records of those before it.
enum Stage: String, CaseIterable, Sendable {
  /// Cross-validation of every setting, dense and at every sparsity level.
  case search
  /// Retraining of NN(best) and NN+CPNA on the whole training part.
  case retraining
  /// Cross-validation of the equivalent network's settings.
  case equivalentSearch = "search, equivalent"
  /// Retraining of NN(equivalent).
  case equivalentRetraining = "retraining, equivalent"
}

extension RunDescription {
  /// The jobs of one stage for one dataset and split.
  func jobs(
    of stage: Stage, dataset: DatasetSummary, split: Int, after records: [FitRecord]
  ) -> [Job] {
    let choices = Choices(dataset, split: split, records: records, under: protocolFile)
    switch stage {
    case .search:
      return searchJobs(
        protocolFile.grid.settings, as: .best, densities: protocolFile.pruning.densities,
        dataset: dataset, split: split)
    case .retraining:
      let best = choices.best.map(\.setting)
      let pruned = choices.retrainedPruned
      let settings = protocolFile.grid.settings.filter { setting in
        setting == best || pruned.contains { $0.setting == setting }
      }
      return settings.flatMap { setting in
        retrainingJobs(
          setting, as: setting == best ? .best : nil,
          densities: pruned.filter { $0.setting == setting }.compactMap(\.density),
          dataset: dataset, split: split)
      }
    case .equivalentSearch:
      guard protocolFile.equivalent.searches, let hidden = choices.equivalentHidden else {
        return []
      }
      return searchJobs(
        protocolFile.grid.settings(hidden: [hidden]), as: .equivalent, densities: [],
        dataset: dataset, split: split)
    case .equivalentRetraining:
      guard let equivalent = choices.equivalent else { return [] }
      return retrainingJobs(
        equivalent.setting, as: .equivalent, densities: [], dataset: dataset, split: split)
    }
  }

  /// The fits of one stage for one dataset and split, known before anything is chosen.
  func expectedFits(of stage: Stage) -> Int {
    let folds = protocolFile.validation.repeats * protocolFile.validation.folds
    let levels = protocolFile.pruning.densities.count
    let grid = protocolFile.grid
    switch stage {
    case .search: return grid.settings.count * folds * (1 + levels)
    case .retraining:
      return protocolFile.retrains * (1 + (protocolFile.choice.density == .test ? levels : 1))
    case .equivalentSearch:
      return protocolFile.equivalent.searches ? grid.l2.count * grid.batch.count * folds : 0
    case .equivalentRetraining: return protocolFile.retrains
    }
  }

  /// All fits of the run.
  public var expectedFits: Int {
    Stage.allCases.map(expectedFits).reduce(0, +) * datasets.count * protocolFile.splits.count
  }

  private func searchJobs(
    _ settings: [Setting], as method: Method, densities: [[Double]], dataset: DatasetSummary,
    split: Int
  ) -> [Job] {
    settings.flatMap { setting in
      (0..<protocolFile.validation.repeats).flatMap { `repeat` in
        (0..<protocolFile.validation.folds).map { fold in
          Job(
            dataset: dataset, split: split, phase: .search, setting: setting,
            repeat: `repeat`, fold: fold, dense: method, densities: densities)
        }
      }
    }
  }

  private func retrainingJobs(
    _ setting: Setting, as method: Method?, densities: [[Double]], dataset: DatasetSummary,
    split: Int
  ) -> [Job] {
    (0..<protocolFile.retrains).map { `repeat` in
      Job(
        dataset: dataset, split: split, phase: .final, setting: setting, repeat: `repeat`,
        fold: nil, dense: method, densities: densities)
    }
  }
}
