import Pruning
import Runs

/// Fits that share a pretraining, or a dense fit alone.
package struct StudyJob: PlannedJob, Hashable {
  let one: StudyFile.Case
  /// What is wanted; all differ only in method and pruning.
  package let keys: [StudyKey]

  /// What all keys share.
  var shared: StudyKey { keys[0] }

  /// The name of the random stream of weights and minibatches. Fits that differ in L2 alone begin
  /// alike.
  var streamName: String { "\(drawName)/\(one.problem.name)/\(initialisationName)" }

  /// The name of the random stream of the samples.
  var drawName: String { "\(shared.phase.rawValue)/draw-\(shared.draw)" }

  private var initialisationName: String {
    "hidden-\(shared.setting.hidden)/initialisation-\(shared.initialisation)"
  }

  /// Groups fits into jobs.
  static func jobs(_ keys: [StudyKey], of one: StudyFile.Case) -> [StudyJob] {
    let groups = Dictionary(grouping: keys) { key in
      let setting = StudySetting(
        hidden: key.setting.hidden, l2: key.setting.l2,
        pretrainingEpochs: key.setting.pretrainingEpochs, pruning: nil)
      return StudyKey(
        problem: key.problem, phase: key.phase, method: key.method == .dense ? .dense : .hidden,
        setting: setting, draw: key.draw, initialisation: key.initialisation)
    }
    return groups.keys.sorted().map { StudyJob(one: one, keys: groups[$0, default: []].sorted()) }
  }

  /// The job with only those fits that are not in `done`; nil if none is left.
  package func remaining(after done: Set<StudyKey>) -> StudyJob? {
    let keys = keys.filter { !done.contains($0) }
    return keys.isEmpty ? nil : StudyJob(one: one, keys: keys)
  }

  /// The job's work, roughly, in multiplications: what the ETA counts by.
  var work: Double {
    let setting = shared.setting
    let weights = Double(setting.hidden * (one.problem.dimensions + 2))
    // One plan after the other, and one for each way of interleaving; CPA's is its own.
    let plans = [
      Set(keys.filter { !$0.method.selectsFeatures && $0.method != .cpa }.map(\.setting.pruning)),
      Set(keys.filter { $0.method == .cpa }.map(\.setting.pruning)),
      Set(keys.filter(\.method.selectsFeatures).map(\.setting.pruning)),
    ].map { $0.compactMap { $0 }.count }.reduce(0, +)
    let phases = keys.map { one.pruningEpochs(of: $0.method) }.max() ?? 0
    let rate = keys.compactMap(\.setting.pruning?.annealingRate).min() ?? 0
    let share = AnnealingSchedule(epochs: max(1, phases), rate: rate).meanShare
    let dense = Double(setting.pretrainingEpochs) * (weights + Self.overhead)
    let pruned = Double(plans * phases) * (share * weights + Self.overhead)
    return (dense + pruned) * Double(one.problem.training)
  }

  /// What a sample takes in an epoch beside its weights, in weights: with 425 the seconds of the dense networks of
  /// reports/xor/figure4, 48 widths and problems, are nearest to being proportional to the work.
  private static let overhead = 400.0
}
