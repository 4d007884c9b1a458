import Inputs
public import Runs
import Training

/// The stages of a run. Each needs the records of those before it.
package enum Stage: Hashable, Sendable {
  /// Cross-validation of the settings, by every method at each of its levels; of the rounds of the search
  /// the one of this number, from 0.
  case search(round: Int)
  /// The refits of what each method chose.
  case refits
  /// Cross-validation of the settings of methods whose width another's connections decide.
  case sizedSearch(round: Int)
  /// Their refits.
  case sizedRefits

  /// Whether its fits are of methods whose width another's connections decide.
  var isSized: Bool {
    switch self {
    case .search, .refits: false
    case .sizedSearch, .sizedRefits: true
    }
  }
}

extension RunDescription: Plan {
  /// All stages, in order.
  package var stages: [Stage] {
    let isSized = !protocolFile.sizedMethods.isEmpty
    return rounds.indices.map { .search(round: $0) } + [.refits]
      + sizedRounds.indices.map { .sizedSearch(round: $0) } + (isSized ? [.sizedRefits] : [])
  }

  /// A stage for people: `search, round 2 of 4`.
  package func title(of stage: Stage) -> String {
    func numbered(_ title: String, _ round: Int, of rounds: [Search.Round]) -> String {
      rounds.count == 1 ? title : "\(title), round \(round + 1) of \(rounds.count)"
    }
    switch stage {
    case .search(let round): return numbered("search", round, of: rounds)
    case .refits: return "refits"
    case .sizedSearch(let round):
      return numbered("search, equivalent", round, of: sizedRounds)
    case .sizedRefits: return "refits, equivalent"
    }
  }

  /// Which stage makes a fit.
  package var stageOfFit: (FitKey) -> Stage {
    let validation = protocolFile.validation
    let (rounds, sizedRounds) = (rounds, sizedRounds)
    let sized = Set(protocolFile.methods.filter { $0.sizedAs != nil }.map(\.name))
    return { key in
      func round(in rounds: [Search.Round]) -> Int {
        let number = key.number(of: validation)
        return rounds.firstIndex { number < $0.fits } ?? rounds.count - 1
      }
      switch (key.phase, sized.contains(key.method)) {
      case (.search, true): return .sizedSearch(round: round(in: sizedRounds))
      case (.search, false): return .search(round: round(in: rounds))
      case (.final, true): return .sizedRefits
      case (.final, false): return .refits
      }
    }
  }

  /// What the records lead to, one dataset and split after the other.
  package func parts(after records: [FitRecord]) -> PlanParts<Choices> {
    let groups = RecordsBySplit(records)
    let places = datasets.flatMap { dataset in
      (0..<protocolFile.splits.count(of: dataset.name)).map { (dataset, $0) }
    }
    return PlanParts(count: places.count) { [protocolFile] place in
      let (dataset, split) = places[place]
      return Choices(
        dataset, split: split, records: groups[dataset.name, split], under: protocolFile)
    }
  }

  package func records(in choices: Choices) -> [FitRecord] { choices.records }

  /// How halving went on, for people: `72 settings by 1 fold each, 24 by 2, 8 by 4, 3 by 10`; nil
  /// for a search of the whole grid.
  public var halvingRounds: String? {
    guard protocolFile.validation.search == .halving else { return nil }
    return rounds.enumerated().map { index, round in
      guard index == 0 else { return "\(round.candidates) by \(round.fits)" }
      return "\(counted(round.candidates, "setting")) by \(counted(round.fits, "fold")) each"
    }.joined(separator: ", ")
  }

  /// The rounds of the search.
  var rounds: [Search.Round] {
    protocolFile.validation.rounds(candidates: Int(protocolFile.grid.count))
  }

  /// The rounds of the search of methods whose width another's connections decide; none if they take over a setting.
  var sizedRounds: [Search.Round] {
    guard protocolFile.equivalent.searches,
      protocolFile.methods.contains(where: { $0.sizedAs != nil })
    else { return [] }
    return protocolFile.validation.rounds(candidates: Int(protocolFile.grid.countOfEachWidth))
  }

  /// What the search makes of each pretrained network: each method, and that at each of its levels.
  var searchForks: [Job.Fork] {
    protocolFile.searchedMethods.flatMap { method in
      protocolFile.levels(of: method).map { Job.Fork(method: method.name, level: $0) }
    }
  }

  /// The jobs of one stage for one dataset and split, after what the searches before it chose.
  package func jobs(of stage: Stage, in choices: Choices) -> [Job] {
    switch stage {
    case .search(let round):
      return searchJobs(protocolFile.grid.settings, searchForks, rounds, round, choices)
    case .refits:
      return refitJobs(of: protocolFile.searchedMethods, choices)
    case .sizedSearch(let round):
      return protocolFile.sizedMethods.flatMap { method -> [Job] in
        guard let hidden = choices.hidden(of: method) else { return [] }
        return searchJobs(
          protocolFile.grid.settings(hidden: [hidden]),
          [Job.Fork(method: method.name, level: nil)], sizedRounds, round, choices)
      }
    case .sizedRefits:
      return refitJobs(of: protocolFile.sizedMethods, choices)
    }
  }

  /// The settings of the grid with networks that a method can be applied to.
  package func settings(of method: MethodName, on dataset: DatasetSummary?) -> [Setting] {
    settings(of: method, on: dataset, among: protocolFile.grid.settings)
  }

  /// Those among some.
  private func settings(
    of method: MethodName, on dataset: DatasetSummary?, among settings: [Setting]
  ) -> [Setting] {
    guard let dataset, let largest = protocolFile.method(method)?.largestNetwork else {
      return settings
    }
    return settings.filter { dataset.architecture(hidden: $0.hidden).parameters <= largest }
  }

  /// The fits of one stage for all datasets and splits, known before anything is chosen.
  package func expectedFits(of stage: Stage) -> Int {
    datasets.map { fitsASplit(of: stage, on: $0) * protocolFile.splits.count(of: $0.name) }
      .reduce(0, +)
  }

  /// The fits of one stage for one dataset and split; without a dataset as if every method could be applied to every
  /// network.
  func fitsASplit(of stage: Stage, on dataset: DatasetSummary?) -> Int {
    func fits(_ rounds: [Search.Round], _ round: Int, most: Int = .max) -> Int {
      min(rounds[round].candidates, most)
        * (rounds[round].fits - (round > 0 ? rounds[round - 1].fits : 0))
    }
    switch stage {
    case .search(let round):
      return searchForks.map {
        fits(rounds, round, most: settings(of: $0.method, on: dataset).count)
      }.reduce(0, +)
    case .refits:
      let methods = protocolFile.searchedMethods.filter {
        !settings(of: $0.name, on: dataset).isEmpty
      }
      let chosen = methods.map { method in
        protocolFile.refitsEveryLevel ? protocolFile.levels(of: method).count : 1
      }
      return protocolFile.retrains * chosen.reduce(0, +)
    case .sizedSearch(let round):
      return fits(sizedRounds, round) * protocolFile.sizedMethods.count
    case .sizedRefits: return protocolFile.retrains * protocolFile.sizedMethods.count
    }
  }

  /// The splits of all datasets together.
  var splits: Int { datasets.map { protocolFile.splits.count(of: $0.name) }.reduce(0, +) }

  /// All fits of one dataset.
  public func expectedFits(of dataset: DatasetSummary) -> Int {
    stages.map { fitsASplit(of: $0, on: dataset) }.reduce(0, +)
      * protocolFile.splits.count(of: dataset.name)
  }

  /// The jobs of one round: what the rounds before left over, on the folds that they did not use.
  private func searchJobs(
    _ settings: [Setting], _ forks: [Job.Fork], _ rounds: [Search.Round], _ round: Int,
    _ choices: Choices
  ) -> [Job] {
    let fitsBefore = round > 0 ? rounds[round - 1].fits : 0
    let left = forks.map { fork in
      let own = Set(self.settings(of: fork.method, on: choices.dataset, among: settings))
      return zip(rounds, rounds.dropFirst()).prefix(round).reduce(own) { left, pair in
        choices.leading(
          pair.1.candidates, fork.method, level: fork.level, among: left,
          afterFits: pair.0.fits)
      }
    }
    let dataset = Shared(choices.dataset)
    return settings.flatMap { setting in
      let forks = zip(forks, left).filter { $0.1.contains(setting) }.map(\.0)
      guard !forks.isEmpty else { return [] as [Job] }
      return (fitsBefore..<rounds[round].fits).map { number in
        let (`repeat`, fold) = number.quotientAndRemainder(
          dividingBy: protocolFile.validation.folds)
        return Job(
          dataset: dataset, split: choices.split, phase: .search, setting: setting,
          repeat: `repeat`, fold: fold, forks: forks)
      }
    }
  }

  /// The fork that refits a candidate, and keeps its predictions at the epoch that counts.
  private func fork(_ method: MethodName, _ candidate: Candidate) -> Job.Fork {
    let epoch: CountedEpoch
    switch protocolFile.choice.epoch {
    case .test: epoch = .best
    case .validation, .last, .lastMean: epoch = candidate.epoch.map(CountedEpoch.number) ?? .none
    }
    return Job.Fork(method: method, level: candidate.level, epoch: epoch)
  }

  /// The refits of what was chosen, in the order of the grid: those of one setting share their pretraining.
  private func refitJobs(of methods: [ComparedMethod], _ choices: Choices) -> [Job] {
    let forks = methods.flatMap { method in
      choices.refitted(method).map { ($0.setting, fork(method.name, $0)) }
    }
    return Dictionary(grouping: forks, by: \.0).sorted { $0.key < $1.key }
      .flatMap { setting, forks in
        (0..<protocolFile.retrains).map { `repeat` in
          Job(
            dataset: choices.dataset, split: choices.split, phase: .final, setting: setting,
            repeat: `repeat`, fold: nil, forks: forks.map(\.1))
        }
      }
  }
}
