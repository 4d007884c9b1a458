import Pruning
import Runs
import Tabular
import Training

/// Which epoch of a refit counts.
enum CountedEpoch: Hashable, Sendable {
  /// The best on the test set.
  case best
  /// The one of this number, which validation chose.
  case number(Int)
  /// None: validation could choose none.
  case none
}

/// Fits that share a pretraining: each method at each of its levels is forked from it.
package struct Job: PlannedJob, Hashable {
  var dataset: DatasetSummary { shared.value }
  /// A run has many jobs, and copies them.
  private let shared: Shared<DatasetSummary>
  let split: Int
  let phase: FitKey.Phase
  let setting: Setting
  let `repeat`: Int
  let fold: Int?
  /// What is made of the pretrained network.
  let forks: [Fork]

  /// One of the fits that share a pretraining.
  struct Fork: Hashable, Sendable {
    /// What the fit counts towards.
    let method: MethodName
    /// How many connections are kept; nil for a dense network.
    let level: Level?
    /// Of a refit the epoch whose predictions are kept.
    var epoch = CountedEpoch.none
  }

  init(
    dataset: Shared<DatasetSummary>, split: Int, phase: FitKey.Phase, setting: Setting, repeat: Int,
    fold: Int?, forks: [Fork]
  ) {
    shared = dataset
    self.split = split
    self.phase = phase
    self.setting = setting
    self.repeat = `repeat`
    self.fold = fold
    self.forks = forks
  }

  init(
    dataset: DatasetSummary, split: Int, phase: FitKey.Phase, setting: Setting, repeat: Int,
    fold: Int?, forks: [Fork]
  ) {
    self.init(
      dataset: Shared(dataset), split: split, phase: phase, setting: setting, repeat: `repeat`,
      fold: fold, forks: forks)
  }

  /// The network that is trained.
  var architecture: Architecture { dataset.architecture(hidden: setting.hidden) }

  /// Whether it trains the same networks as `other`, be it on other rows.
  func trainsAlike(_ other: Job) -> Bool {
    shared == other.shared && setting == other.setting && forks == other.forks
  }

  /// The keys of the records that the job makes.
  package var keys: [FitKey] { forks.map(key) }
  package var fits: Int { forks.count }

  func key(_ fork: Fork) -> FitKey {
    FitKey(
      dataset: dataset.name, split: split, phase: phase, method: fork.method, setting: setting,
      level: fork.level, repeat: self.repeat, fold: fold)
  }

  /// The name of the random stream of the fits' weights and minibatches. Dense and pruned networks
  /// share it, since they share the pretraining; so do settings that differ in the learning rate, its
  /// decay or the scaling only, whose comparison is the sharper for it.
  var streamName: String {
    let hidden = setting.hidden.map(String.init).joined(separator: "+")
    let place = "\(dataset.name)/split-\(split)/\(phase.rawValue)/repeat-\(self.repeat)"
    return place + (fold.map { "/fold-\($0)" } ?? "")
      + "/hidden-\(hidden)/l2-\(setting.l2)/batch-\(setting.batch)"
  }

  /// The name of a fork's own random streams.
  func name(of fork: Fork) -> String {
    ([streamName, fork.method.rawValue] + (fork.level?.shares ?? []).map { "\($0)" }).joined(
      separator: "/")
  }

  /// The job with only those fits whose keys are not in `done`; nil if none is left.
  package func remaining(after done: Set<FitKey>) -> Job? {
    let forks = forks.filter { !done.contains(key($0)) }
    return forks.isEmpty ? nil : with(forks)
  }

  /// The same pretraining with other fits.
  func with(_ forks: [Fork]) -> Job {
    Job(
      dataset: shared, split: split, phase: phase, setting: setting, repeat: self.repeat,
      fold: fold, forks: forks)
  }
}
