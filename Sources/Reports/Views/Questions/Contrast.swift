import Experiments
import Inputs
import Pruning
import Statistics
import Tabular

/// What a question compares over datasets: one number for each of them.
struct Contrast {
  /// The method that the numbers are about.
  let method: ComparedMethod
  /// `NN+CPNA minus NN(best)`.
  let title: InlineText
  /// What is compared, and with what; without the second where it is the same method.
  let first: InlineText
  let second: InlineText?
  /// What is subtracted, in a table for machines.
  let minus: String
  /// The share that the pruned networks keep; nil if validation chose it, or none is pruned.
  let level: Level?
  /// The same in words.
  let keep: InlineText
  /// The differences of accuracies, one for each dataset that has it.
  let differences: [Double]
  /// What a stream of random numbers about it is called.
  let streamName: String
}

extension Contrast {
  /// One method minus another by test accuracy, both at a level if they are pruned.
  init(_ pair: PairOverDatasets, at level: Level?) {
    method = pair.first
    title = "\(name: pair.first.title) minus \(name: pair.second.title)"
    first = "\(name: pair.first.title)"
    second = "\(name: pair.second.title)"
    minus = pair.second.name.rawValue
    self.level = level
    keep = pair.isPruned ? "\(words: level?.text ?? "as chosen")" : "all"
    differences = pair.differences
    streamName = pair.streamName
  }

  /// A method at a level with so many hidden nodes minus the same with others, by the best validation accuracy of each on
  /// the folds that all settings have; the mean over the splits of a dataset.
  init(
    _ method: ComparedMethod, hidden: Int, minus other: Int, at level: Level?,
    in choices: [[Choices]]
  ) {
    let level = method.isPruned ? level : nil
    self.method = method
    title = "\(name: method.title), \(words: "\(hidden)") minus \(words: "\(other)") hidden nodes"
    first = "\(name: method.title)"
    second = nil
    self.minus = "\(hidden) minus \(other) hidden nodes"
    self.level = level
    keep = method.isPruned ? "\(words: level?.text ?? "as chosen")" : "all"
    differences = choices.compactMap { splits in
      let differences = splits.compactMap { choice -> Double? in
        guard let own = choice.firstScore(method.name, level: level, hidden: [hidden]),
          let others = choice.firstScore(method.name, level: level, hidden: [other])
        else { return nil }
        return own - others
      }
      return MeanAndDeviation(differences).map { PairOverDatasets.rounded($0.mean) }
    }
    streamName = "\(MethodAtLevel(method, level).streamName)/\(hidden)/\(other)"
  }

  /// Which of two outcomes is how probable on other datasets like these.
  func posterior(seed: UInt64) -> SignedRankPosterior? {
    guard !differences.isEmpty else { return nil }
    var stream = RandomStream(seed: seed, name: "signed ranks/\(streamName)")
    return SignedRankPosterior(differences, rope: Difference.rope, using: &stream)
  }
}
