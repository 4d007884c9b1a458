public import Runs

/// The stages of a run. Each needs the records of those before it.
package enum Stage: Hashable, Sendable {
  /// Cross-validation of the settings, dense and at every sparsity level; of the rounds of the search
  /// the one of this number, from 0.
  case search(round: Int)
  /// Retraining of NN(best) and NN+CPNA on the whole training part.
  case retraining
  /// Cross-validation of the equivalent network's settings.
  case equivalentSearch(round: Int)
  /// Retraining of NN(equivalent).
  case equivalentRetraining
}

extension RunDescription: Plan {
  /// All stages, in order.
  package var stages: [Stage] {
    rounds.indices.map { .search(round: $0) } + [.retraining]
      + equivalentRounds.indices.map { .equivalentSearch(round: $0) } + [.equivalentRetraining]
  }

  /// A stage for people: `search, round 2 of 4`.
  package func title(of stage: Stage) -> String {
    func numbered(_ title: String, _ round: Int, of rounds: [Search.Round]) -> String {
      rounds.count == 1 ? title : "\(title), round \(round + 1) of \(rounds.count)"
    }
    switch stage {
    case .search(let round): return numbered("search", round, of: rounds)
    case .retraining: return "retraining"
    case .equivalentSearch(let round):
      return numbered("search, equivalent", round, of: equivalentRounds)
    case .equivalentRetraining: return "retraining, equivalent"
    }
  }

  /// Which stage makes a fit.
  package func stage(of key: FitKey) -> Stage {
    let number = key.number(of: protocolFile.validation)
    func round(in rounds: [Search.Round]) -> Int {
      rounds.firstIndex { number < $0.fits } ?? rounds.count - 1
    }
    switch (key.phase, key.method) {
    case (.search, .equivalent): return .equivalentSearch(round: round(in: equivalentRounds))
    case (.search, _): return .search(round: round(in: rounds))
    case (.final, .equivalent): return .equivalentRetraining
    case (.final, _): return .retraining
    }
  }

  /// What the records lead to, one dataset and split after the other.
  package func parts(after records: [FitRecord]) -> some Sequence<Choices> {
    let groups = RecordsBySplit(records)
    return datasets.lazy.flatMap { dataset in
      (0..<protocolFile.splits.count(of: dataset.name)).lazy.map { split in
        Choices(
          dataset, split: split, records: groups[dataset.name, split], under: protocolFile)
      }
    }
  }

  /// How halving went on, for people: `72 settings by 1 fold each, 24 by 2, 8 by 4, 3 by 10`; nil
  /// for a search of the whole grid.
  public var halvingRounds: String? {
    guard protocolFile.validation.search == .halving else { return nil }
    return rounds.enumerated().map { index, round in
      guard index == 0 else { return "\(round.candidates) by \(round.fits)" }
      return "\(round.candidates) settings by \(round.fits) fold\(round.fits == 1 ? "" : "s") each"
    }.joined(separator: ", ")
  }

  /// The rounds of the search.
  var rounds: [Search.Round] {
    protocolFile.validation.rounds(candidates: Int(protocolFile.grid.count))
  }

  /// The rounds of the equivalent network's search.
  var equivalentRounds: [Search.Round] {
    guard protocolFile.equivalent.searches else { return [] }
    return protocolFile.validation.rounds(candidates: Int(protocolFile.grid.countOfEachWidth))
  }

  /// What the search makes of each pretrained network: a dense one, and one of each sparsity level.
  var searchForks: [Job.Fork] {
    [.dense(.best)]
      + protocolFile.pruning.levels.map { Job.Fork(method: .pruned, density: $0) }
  }

  /// The jobs of one stage for one dataset and split, after what the searches before it chose.
  package func jobs(of stage: Stage, in choices: Choices) -> [Job] {
    switch stage {
    case .search(let round):
      return searchJobs(protocolFile.grid.settings, searchForks, rounds, round, choices)
    case .retraining:
      let forks =
        (choices.best.map { [($0.setting, fork(.best, $0))] } ?? [])
        + choices.retrainedPruned.map { ($0.setting, fork(.pruned, $0)) }
      // In the order of the grid.
      return Dictionary(grouping: forks, by: \.0).sorted { $0.key < $1.key }
        .flatMap { setting, forks in retrainingJobs(setting, forks.map(\.1), choices) }
    case .equivalentSearch(let round):
      guard let hidden = choices.equivalentHidden else { return [] }
      return searchJobs(
        protocolFile.grid.settings(hidden: [hidden]), [.dense(.equivalent)], equivalentRounds,
        round, choices)
    case .equivalentRetraining:
      guard let equivalent = choices.equivalent else { return [] }
      return retrainingJobs(equivalent.setting, [fork(.equivalent, equivalent)], choices)
    }
  }

  /// The fits of one stage for all datasets and splits, known before anything is chosen.
  package func expectedFits(of stage: Stage) -> Int { fitsASplit(of: stage) * splits }

  /// The fits of one stage for one dataset and split.
  func fitsASplit(of stage: Stage) -> Int {
    let levels = protocolFile.pruning.levels.count
    func fits(_ rounds: [Search.Round], _ round: Int) -> Int {
      rounds[round].candidates * (rounds[round].fits - (round > 0 ? rounds[round - 1].fits : 0))
    }
    switch stage {
    case .search(let round): return fits(rounds, round) * (1 + levels)
    case .retraining:
      return protocolFile.retrains * (1 + (protocolFile.choice.density == .test ? levels : 1))
    case .equivalentSearch(let round): return fits(equivalentRounds, round)
    case .equivalentRetraining: return protocolFile.retrains
    }
  }

  /// The splits of all datasets together.
  var splits: Int { datasets.map { protocolFile.splits.count(of: $0.name) }.reduce(0, +) }

  /// All fits of one dataset.
  public func expectedFits(of dataset: DatasetSummary) -> Int {
    stages.map(fitsASplit).reduce(0, +) * protocolFile.splits.count(of: dataset.name)
  }

  /// The jobs of one round: what the rounds before left over, on the folds that they did not use.
  private func searchJobs(
    _ settings: [Setting], _ forks: [Job.Fork], _ rounds: [Search.Round], _ round: Int,
    _ choices: Choices
  ) -> [Job] {
    let fitsBefore = round > 0 ? rounds[round - 1].fits : 0
    let left = forks.map { fork in
      zip(rounds, rounds.dropFirst()).prefix(round).reduce(Set(settings)) { left, pair in
        choices.leading(
          pair.1.candidates, fork.method, density: fork.density, among: left,
          afterFits: pair.0.fits)
      }
    }
    return settings.flatMap { setting in
      let forks = zip(forks, left).filter { $0.1.contains(setting) }.map(\.0)
      guard !forks.isEmpty else { return [] as [Job] }
      return (fitsBefore..<rounds[round].fits).map { number in
        let (`repeat`, fold) = number.quotientAndRemainder(
          dividingBy: protocolFile.validation.folds)
        return Job(
          dataset: choices.dataset, split: choices.split, phase: .search, setting: setting,
          repeat: `repeat`, fold: fold, forks: forks)
      }
    }
  }

  /// The fork that retrains a candidate, and keeps its predictions at the epoch that counts.
  private func fork(_ method: Method, _ candidate: Candidate) -> Job.Fork {
    let epoch: CountedEpoch
    switch protocolFile.choice.epoch {
    case .test: epoch = .best
    case .validation, .last: epoch = candidate.epoch.map(CountedEpoch.number) ?? .none
    }
    return Job.Fork(method: method, density: candidate.density, epoch: epoch)
  }

  private func retrainingJobs(
    _ setting: Setting, _ forks: [Job.Fork], _ choices: Choices
  ) -> [Job] {
    (0..<protocolFile.retrains).map { `repeat` in
      Job(
        dataset: choices.dataset, split: choices.split, phase: .final, setting: setting,
        repeat: `repeat`, fold: nil, forks: forks)
    }
  }
}
