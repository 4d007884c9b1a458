import Tabular
import Training

/// Fits that share a pretraining: the dense network and every sparsity level forked from it.
struct Job: Hashable, Sendable {
  let dataset: DatasetSummary
  let split: Int
  let phase: FitKey.Phase
  let setting: Setting
  let `repeat`: Int
  let fold: Int?
  /// What the dense network is wanted as: `best`, `equivalent`, or nil if it is not.
  let dense: Method?
  /// The sparsity levels wanted.
  let densities: [[Double]]

  /// The keys of the records that the job makes.
  var keys: [FitKey] {
    (dense.map { [key($0, nil)] } ?? []) + densities.map { key(.pruned, $0) }
  }

  func key(_ method: Method, _ density: [Double]?) -> FitKey {
    FitKey(
      dataset: dataset.name, split: split, phase: phase, method: method, setting: setting,
      density: density, repeat: self.repeat, fold: fold)
  }

  /// The name of the random stream of the fits' weights and minibatches. Dense and pruned networks
  /// share it, since they share the pretraining.
  var streamName: String {
    let hidden = setting.hidden.map(String.init).joined(separator: "+")
    let place = "\(dataset.name)/split-\(split)/\(phase.rawValue)/repeat-\(self.repeat)"
    return place + (fold.map { "/fold-\($0)" } ?? "")
      + "/hidden-\(hidden)/l2-\(setting.l2)/batch-\(setting.batch)"
  }

  /// The job with only those fits whose keys are not in `done`; nil if none is left.
  func remaining(after done: Set<FitKey>) -> Job? {
    let dense = dense.flatMap { done.contains(key($0, nil)) ? nil : $0 }
    let densities = densities.filter { !done.contains(key(.pruned, $0)) }
    guard dense != nil || !densities.isEmpty else { return nil }
    return Job(
      dataset: dataset, split: split, phase: phase, setting: setting, repeat: self.repeat,
      fold: fold, dense: dense, densities: densities)
  }
}
