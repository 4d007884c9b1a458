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
  /// The connections that are left of both on each of these datasets; none for what another program trained, and for numbers of
  /// hidden nodes.
  let connections: [(first: Double, second: Double)]
  /// What a stream of random numbers about it is called.
  let streamName: String
}

extension Contrast {
  /// One method minus another by test accuracy, both at a level if they are pruned.
  init(
    _ first: MethodAtLevel, minus second: MethodAtLevel, on summaries: [Summary],
    under protocolFile: ProtocolFile
  ) {
    let pair = PairOverDatasets(first, minus: second, on: summaries, under: protocolFile)
    let level = first.level ?? second.level
    method = pair.first
    title = "\(name: pair.first.title) minus \(name: pair.second.title)"
    self.first = "\(name: pair.first.title)"
    self.second = "\(name: pair.second.title)"
    minus = pair.second.name.rawValue
    self.level = level
    keep = pair.isPruned ? "\(words: level?.text ?? "as chosen")" : "all"
    differences = pair.differences
    connections = summaries.compactMap { summary in
      guard first.accuracy(on: summary) != nil, second.accuracy(on: summary) != nil else {
        return nil
      }
      return first.connections(on: summary).flatMap { own in
        second.connections(on: summary).map { (own, $0) }
      }
    }
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
    connections = []
    streamName = "\(MethodAtLevel(method, level).streamName)/\(hidden)/\(other)"
  }

  /// The connections of both, medians over the datasets: `412 / 5,120`.
  var connectionsCell: Cell {
    guard let medians else { return .missing("") }
    let (first, second) = (Int(medians.first.rounded()), Int(medians.second.rounded()))
    return .words("\(Formatting.grouped(first)) / \(Formatting.grouped(second))")
  }

  /// Of the connections; nil without any.
  var medians: (first: Double, second: Double)? {
    func median(_ values: [Double]) -> Double? {
      let sorted = values.sorted()
      return sorted.isEmpty
        ? nil : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
    return median(connections.map(\.first)).flatMap { first in
      median(connections.map(\.second)).map { (first, $0) }
    }
  }

  /// The smallest median difference that Wilcoxon's test would have found with a probability of 0.8; nil if none.
  func smallestDifference(level: Double, seed: UInt64) -> Double? {
    var stream = RandomStream(seed: seed, name: "power/\(streamName)")
    return SignedRankPower(of: differences, level: level, using: &stream).smallestEffect
  }

  /// Which of two outcomes is how probable on other datasets like these.
  func posterior(seed: UInt64) -> SignedRankPosterior? {
    guard !differences.isEmpty else { return nil }
    var stream = RandomStream(seed: seed, name: "signed ranks/\(streamName)")
    return SignedRankPosterior(differences, rope: Difference.rope, using: &stream)
  }
}
